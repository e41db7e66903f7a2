namespace Commerce.Providers.Callbacks;

/// <summary>Why a callback is not believed.</summary>
public enum CallbackRefusal
{
    /// <summary>A signature, a time or an id is missing, or there twice.</summary>
    Missing,

    /// <summary>The time is no whole number, or outside the window.</summary>
    WrongTime,

    /// <summary>No key of ours or theirs made this signature.</summary>
    BadSignature,
}
