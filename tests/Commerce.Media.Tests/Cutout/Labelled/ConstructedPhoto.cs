namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>What a constructed photo is made of.</summary>
/// <param name="Product">A drawing's name.</param>
/// <param name="Backdrop">One of <see cref="Backdrops"/>.</param>
/// <param name="Shadow">One of <see cref="Shadows"/>.</param>
/// <param name="Quality">Of the JPEG, 1 to 100.</param>
/// <param name="Grain">Sensor noise, in 8-bit levels.</param>
internal sealed record ConstructedPhoto(string Product, string Backdrop, string Shadow, int Quality, double Grain)
{
    public override string ToString() => $"{Product} on {Backdrop}, {Shadow} shadow";
}
