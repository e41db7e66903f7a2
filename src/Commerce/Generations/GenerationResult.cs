namespace Commerce.Generations;

/// <summary>What was fetched into our store and waits for its check.</summary>
public sealed record GenerationResult(
    string ObjectKey, string ThumbnailKey, string MimeType, long Bytes, string Sha256, int Width, int Height, int? DurationMs,
    double? Fidelity, string Model, string Prompt, string DigitalSourceType);
