namespace Commerce.Routing.Cutouts;

/// <summary>How a cut-out stands.</summary>
public enum CutoutState
{
    /// <summary>A row gave the order for it, or is about to.</summary>
    Ordered,

    /// <summary>Whether it was made, and charged, was never told; it is not bought again on the same day.</summary>
    Lost,

    /// <summary>Its mask is in our store.</summary>
    Kept,

    /// <summary>It was paid for and nothing usable came of it; it is not bought again.</summary>
    Empty,
}
