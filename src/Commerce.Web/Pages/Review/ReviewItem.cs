using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Review;
using Commerce.Styles;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Review;

/// <summary>A result beside everything a reviewer judges it by.</summary>
/// <param name="GivenBack">Credits that came back because it was rejected.</param>
/// <param name="Stars">What the person who looks rated it; 0 without a rating.</param>
public sealed record ReviewItem(Asset Asset, string ProductTitle, SourceImage Source, Batch Batch, Recipe Recipe, int Credits, long GivenBack, int Stars)
{
    public Guid Id => Asset.Id;

    public bool Video => Asset.Kind is GenerationKind.Video;

    public string Style => StyleCatalogue.Find(Asset.Style)?.Name ?? Asset.Style;

    public string Seen => new SeenAsset(Asset.Id, Asset.Sha256).ToString();

    /// <summary>Minutes and seconds of a video.</summary>
    public string? Duration => Asset.DurationMs is { } length ? TimeSpan.FromMilliseconds(length).ToString(@"m\:ss", null) : null;

    public static IQueryable<ReviewItem> From(CommerceContext context, IQueryable<Asset> assets, string person) =>
        from asset in assets.AsNoTracking()
        join product in context.Products on asset.ProductId equals product.Id
        join source in context.SourceImages on asset.SourceImageId equals source.Id
        join batch in context.Batches on asset.BatchId equals batch.Id
        join recipe in context.Recipes on batch.RecipeId equals recipe.Id
        join generation in context.Generations on asset.GenerationId equals generation.Id
        select new ReviewItem(asset, product.Title, source, batch, recipe, generation.Credits,
            context.Reviews.Where(line => line.AssetId == asset.Id).Sum(line => line.CreditsGivenBack),
            context.Ratings.Where(rating => rating.AssetId == asset.Id && rating.RatedBy == person).Select(rating => rating.Stars).FirstOrDefault());

    /// <summary>Where the source picture is shown from: the shop while it has it, our own copy afterwards.</summary>
    public string SourceUrl(MediaLinks links) => Source is { ObjectKey: { } copy } && (Source.RemovedAt is not null || Source.OfSheet) ? links.For(copy) : Source.Url;
}
