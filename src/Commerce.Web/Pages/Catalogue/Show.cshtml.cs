using System.Globalization;
using Commerce.Batches;
using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Library;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Catalogue;

/// <summary>One product: its gallery, what was made for it, what happened, and one more picture on the spot.</summary>
public sealed class ShowModel(
    CommerceContext context, BatchStarter starter, MediaLinks links, Figures figures, IStringLocalizer<Words> text, TimeProvider time) : PageModel
{
    private const int PageSize = 24;
    private const int LongestKey = 64;

    public Product Product { get; private set; } = null!;

    public IReadOnlyList<GalleryMedium> Gallery { get; private set; } = [];

    public IReadOnlyList<Asset> Made { get; private set; } = [];

    public string? NextHref { get; private set; }

    public IReadOnlyList<ProductEvent> History { get; private set; } = [];

    public IReadOnlyList<SingleChoice> Choices { get; private set; } = [];

    public SingleChoice Chosen { get; private set; } = null!;

    public long Available { get; private set; }

    /// <summary>Made with the form, so that a click sent twice starts one batch.</summary>
    public string RequestKey { get; private set; } = "";

    public bool CanMake => Product.RemovedAt is null && Product.SourceImages.Any(image => image.RemovedAt is null);

    /// <summary>The field in which the form sends back the price that a choice's button named.</summary>
    public static string SeenField(SingleChoice choice) => $"seen-{choice.Key}";

    public string Link(string objectKey) => links.For(objectKey);

    /// <summary>Which of the product's pictures a result was made from.</summary>
    public string SourceOf(Asset asset) => Product.SourceImages.Find(image => image.Id == asset.SourceImageId) switch
    {
        { OfSheet: true } => text["from a picture of a spreadsheet"].Value,
        { RemovedAt: null } image => text["from picture {0}", image.Position].Value,
        _ => text["from a picture that left the gallery"].Value,
    };

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? after, CancellationToken cancellationToken) =>
        await ReadAsync(id, after, null, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMakeAsync(Guid id, string? choice, string? requestKey, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, null, choice, cancellationToken))
        {
            return NotFound();
        }

        if (choice != Chosen.Key || requestKey is not { Length: > 0 and <= LongestKey })
        {
            return Refuse(text["This style is not on offer any more. Choose another one. Nothing was charged."].Value);
        }

        var brand = await context.BrandProfiles.MaxAsync(profile => (int?)profile.Version, cancellationToken);
        try
        {
            var request = new BatchRequest($"{Product.Title}: {Chosen.Name}", [id], Chosen.Recipe(brand), requestKey, User.Actor()) { MostCredits = Seen(), Order = $"{id} {choice}" };
            return this.Go($"/batches/{await starter.StartAsync(request, cancellationToken)}");
        }
        catch (Exception error) when (error is NotEnoughCreditsException or NothingToMakeException or BillingRefusedException or CostChangedException or OtherOrderException)
        {
            return Refuse(error.Message);
        }
    }

    // Whoever names no price has confirmed none.
    private long Seen() => long.TryParse(Request.Form[SeenField(Chosen)], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    private IActionResult Refuse(string words)
    {
        ModelState.AddModelError("choice", words);
        return this.Invalid();
    }

    private async Task<bool> ReadAsync(Guid id, Guid? after, string? choice, CancellationToken cancellationToken)
    {
        var product = await context.Products.AsNoTracking().Include(row => row.SourceImages).SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (product is null)
        {
            return false;
        }

        Product = product;
        Gallery = await ProductGallery.ReadAsync(context, product, cancellationToken);
        Choices = await SingleChoice.ReadAsync(context, cancellationToken);
        Chosen = Choices.FirstOrDefault(one => one.Key == choice) ?? Choices[0];
        Available = await context.Balances.Select(balance => balance.Available).SingleOrDefaultAsync(cancellationToken);
        RequestKey = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        History = await new ProductHistory(context, figures, text).ReadAsync(id, cancellationToken);
        var made = await context.Assets.AsNoTracking()
            .Where(asset => asset.ProductId == id && (after == null || asset.Id.CompareTo(after.Value) < 0))
            .OrderByDescending(asset => asset.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
        NextHref = made.Count > PageSize ? $"/catalogue/{id}?after={made[PageSize - 1].Id}" : null;
        Made = made.Count > PageSize ? made[..PageSize] : made;
        return true;
    }
}
