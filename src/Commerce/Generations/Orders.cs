using Commerce.Batches;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Providers;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Generations;

/// <summary>Turns a row into what a provider needs: the source picture as a file, the product's words, the brand's look.</summary>
public sealed class Orders(CommerceContext context, SourcePictures pictures)
{
    public async Task<GenerationOrder> BuildAsync(Generation generation, Workspace workspace, CancellationToken cancellationToken)
    {
        var product = await context.Products.AsNoTracking().SingleAsync(row => row.Id == generation.ProductId, cancellationToken);
        var source = await context.SourceImages.AsNoTracking().SingleAsync(row => row.Id == generation.SourceImageId, cancellationToken);
        var recipe = await context.Batches
            .Where(batch => batch.Id == generation.BatchId)
            .Join(context.Recipes, batch => batch.RecipeId, row => row.Id, (_, row) => row.Content)
            .SingleAsync(cancellationToken);
        var store = await context.Stores.Select(row => row.Name).SingleAsync(cancellationToken);
        return new GenerationOrder(
            $"{generation.Id}-{generation.Attempt}",
            generation.Style,
            await pictures.CopyAsync(source, workspace, cancellationToken),
            product.Title,
            product.Vendor.Length == 0 ? null : product.Vendor,
            SellingPoints.From(product.DescriptionHtml),
            PromptOf(generation, recipe),
            await LookAsync(store, recipe.UseBrand ? recipe.BrandVersion : null, cancellationToken),
            generation.Width,
            generation.Height,
            generation.Seed);
    }

    // A row's own words go before the recipe's.
    private static string? PromptOf(Generation generation, RecipeContent recipe)
    {
        var prompt = generation.Prompt.Length > 0 ? generation.Prompt : recipe.Prompt;
        return prompt.Length == 0 ? null : prompt;
    }

    /// <summary>The brand's palette and style words of one profile version; without a version only the store's name.</summary>
    public async Task<BrandLook> LookAsync(string storeName, int? version, CancellationToken cancellationToken)
    {
        if (version is null)
        {
            return new BrandLook(storeName, [], []);
        }

        var attributes = await context.BrandAttributes.AsNoTracking()
            .Where(row => context.BrandProfiles.Any(profile => profile.Id == row.ProfileId && profile.Version == version))
            .Where(row => row.Kind == AttributeKind.Palette || row.Kind == AttributeKind.Style)
            .OrderBy(row => row.Position)
            .ToListAsync(cancellationToken);
        return new BrandLook(
            storeName,
            [.. attributes.Where(row => row.Kind == AttributeKind.Palette).Select(row => row.Value)],
            [.. attributes.Where(row => row.Kind == AttributeKind.Style).Select(row => row.Value)]);
    }
}
