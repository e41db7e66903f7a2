namespace Commerce.Media.Fidelity;

/// <summary>Where a product lies in a picture.</summary>
/// <param name="X">Column of the middle of the product's box, in pixels of the picture.</param>
/// <param name="Y">Row of that middle.</param>
/// <param name="Size">The longer side of the product's box, in pixels of the picture.</param>
/// <param name="Degrees">How far it is turned clockwise against the source.</param>
public sealed record ProductPlace(double X, double Y, double Size, double Degrees);
