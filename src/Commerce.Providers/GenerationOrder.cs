namespace Commerce.Providers;

public sealed record GenerationOrder(
    string IdempotencyKey, string StyleKey, string SourcePath, string ProductTitle, string? Vendor, IReadOnlyList<string> SellingPoints,
    string? Prompt, BrandLook Brand, int Width, int Height, long Seed);
