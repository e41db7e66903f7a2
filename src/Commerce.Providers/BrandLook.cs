namespace Commerce.Providers;

public sealed record BrandLook(string? Name, IReadOnlyList<string> Palette, IReadOnlyList<string> StyleWords);
