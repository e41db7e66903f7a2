using Commerce.Generations;
using Commerce.Styles;

namespace Commerce.Batches;

/// <summary>What may be asked for where there is no room for the guided steps: one style in its first format, so many of each product.</summary>
public sealed class ShortRecipes(BatchDrafts drafts, ProviderCatalogue providers)
{
    /// <summary>The styles this installation can make.</summary>
    public IReadOnlyList<Style> Offered { get; } = [.. StyleCatalogue.All.Where(style => providers.Makes(style.Kind))];

    /// <summary>The recipe with the newest brand profile; null when the style is not offered or the count is outside 1 to <see cref="RecipeLimits.Copies"/>.</summary>
    public async Task<RecipeContent?> ContentAsync(string? styleKey, int count, CancellationToken cancellationToken)
    {
        if (Offered.FirstOrDefault(style => style.Key == styleKey) is not { } style || count is < 1 or > RecipeLimits.Copies)
        {
            return null;
        }

        var brand = await drafts.BrandVersionAsync(cancellationToken);
        return new RecipeContent([new RecipeStyle(style.Key, style.Formats[0].Width, style.Formats[0].Height, count)], "", brand is not null, brand)
        {
            // Whoever asks here again wants to see another one.
            NewVariations = true,
        };
    }
}
