namespace Commerce.Media.Clips;

/// <summary>Where a text stands; each place keeps clear of what phone apps lay over a video.</summary>
public enum TextPlace
{
    /// <summary>In the upper sixth, below the apps' own heading.</summary>
    Top,

    /// <summary>In the middle.</summary>
    Middle,

    /// <summary>Low, but above the apps' captions and buttons.</summary>
    Bottom,
}
