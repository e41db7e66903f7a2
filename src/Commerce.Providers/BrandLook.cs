namespace Commerce.Providers;

/// <summary>The parts of a brand that a picture can show.</summary>
/// <param name="Name">The brand's name.</param>
/// <param name="Palette">Colours as #rrggbb, dominant first.</param>
/// <param name="StyleWords">Words such as "calm" or "rugged".</param>
public sealed record BrandLook(string? Name, IReadOnlyList<string> Palette, IReadOnlyList<string> StyleWords);
