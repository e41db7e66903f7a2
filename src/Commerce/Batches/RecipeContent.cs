namespace Commerce.Batches;

/// <summary>What to make for each product.</summary>
/// <param name="Styles">Style keys with the formats wanted of each.</param>
/// <param name="Prompt">Fine-tuning in the owner's words, or empty.</param>
/// <param name="UseBrand">Whether the brand profile colours the scenes.</param>
/// <param name="BrandVersion">The profile version this recipe is pinned to.</param>
public sealed record RecipeContent(IReadOnlyList<RecipeStyle> Styles, string Prompt, bool UseBrand, int? BrandVersion);

/// <summary>One style in one format, so many of each product.</summary>
public sealed record RecipeStyle(string Style, int Width, int Height, int Count);
