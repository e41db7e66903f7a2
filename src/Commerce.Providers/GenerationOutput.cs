namespace Commerce.Providers;

public sealed record GenerationOutput(
    string Path, string MimeType, int Width, int Height, TimeSpan? Duration, string? PosterPath, double? Fidelity, string Model, string Prompt,
    string DigitalSourceType);
