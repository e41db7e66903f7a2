namespace Commerce.Media.Video.Films;

/// <summary>One shot of a film.</summary>
/// <param name="Length">Seconds from its cut to the next.</param>
/// <param name="Picture">What is seen.</param>
/// <param name="Product">The product of the picture alone, where it stands in full view.</param>
internal sealed record Shot(float Length, Layer Picture, Layer? Product = null)
{
    /// <summary>The shortest it may become when the film is to be shorter.</summary>
    internal float Least { get; init; } = Math.Min(Length, 1);

    /// <summary>When its sentence begins, from the cut; null when nothing is said.</summary>
    internal float? Says { get; init; }
}
