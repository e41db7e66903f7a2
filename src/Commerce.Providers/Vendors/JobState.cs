namespace Commerce.Providers.Vendors;

/// <summary>Where a vendor's task stands.</summary>
public enum JobState
{
    /// <summary>Taken, not begun.</summary>
    Queued,

    /// <summary>Being made.</summary>
    Running,

    /// <summary>Finished with a result.</summary>
    Succeeded,

    /// <summary>Finished without one.</summary>
    Failed,

    /// <summary>Stopped because we asked.</summary>
    Cancelled,
}
