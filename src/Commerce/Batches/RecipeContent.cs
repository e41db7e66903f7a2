using Commerce.Providers;
using Commerce.Styles;

namespace Commerce.Batches;

/// <summary>What to make for each product.</summary>
/// <param name="Styles">Style keys with the formats wanted of each.</param>
/// <param name="Prompt">Fine-tuning in the owner's words, or empty.</param>
/// <param name="UseBrand">Whether the brand profile colours the scenes.</param>
/// <param name="BrandVersion">The profile version this recipe is pinned to.</param>
public sealed record RecipeContent(IReadOnlyList<RecipeStyle> Styles, string Prompt, bool UseBrand, int? BrandVersion)
{
    /// <summary>Makes new variations of what was made before; otherwise an earlier result of the same order is served again for nothing.</summary>
    public bool NewVariations { get; init; }

    /// <summary>Results that keep less of the product than this, in per cent, are approved one by one only; 0 holds nothing back.</summary>
    public int LeastFidelity { get; init; } = RecipeLimits.UsualFidelity;

    /// <summary>The length of videos in seconds; null leaves it to the style. Vendors are asked for no more than their usual length.</summary>
    public int? VideoSeconds { get; init; }

    public string ImageModel { get; init; } = LocalModel.Name;

    public string VideoModel { get; init; } = LocalModel.Name;

    /// <summary>Who makes a style: what no vendor can be told of is made on this machine, whatever the recipe names.</summary>
    public string ModelOf(Style style) => style.Scene is null ? LocalModel.Name : ModelOf(style.Kind);

    /// <summary>Whether a result is too far from its product, or cannot be measured, to be approved unseen.</summary>
    /// <param name="fidelity">0 to 1; null when it could not be measured.</param>
    public bool HoldsBack(double? fidelity) => LeastFidelity > 0 && !(fidelity * 100 >= LeastFidelity);

    /// <summary>Who is named for results of a kind.</summary>
    public string ModelOf(GenerationKind kind) => kind is GenerationKind.Video ? VideoModel : ImageModel;
}

/// <summary>One style in one format, so many of each product.</summary>
public sealed record RecipeStyle(string Style, int Width, int Height, int Count);
