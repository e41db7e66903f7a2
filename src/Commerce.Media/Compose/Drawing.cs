namespace Commerce.Media.Compose;

/// <summary>A picture before it is encoded.</summary>
/// <param name="Canvas">All pixels.</param>
/// <param name="Product">The product as it was laid on them.</param>
/// <param name="Description">What was made, in words.</param>
internal sealed record Drawing(Canvas Canvas, PlacedProduct Product, string Description);
