using Commerce.Data;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Publish;

/// <summary>Shows exactly what publishing would add where, and carries out what was shown.</summary>
public sealed class IndexModel(
    CommerceContext context, PublicationPlanner planner, PublicationStarter starter, LiveGalleries galleries, SharedMedia shared, MediaLinks links, Figures figures, TimeProvider time, IStringLocalizer<Words> text) : PageModel
{
    private const int PageSize = 10;

    private IReadOnlyDictionary<string, LiveGallery> live = new Dictionary<string, LiveGallery>();

    [BindProperty(SupportsGet = true)]
    public Guid? Batch { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Product { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Assets { get; set; }

    /// <summary>The last product of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public PublishForm Form { get; set; } = new();

    public PublicationPlan Plan { get; private set; } = new([], []);

    public IReadOnlyList<PreviewedProduct> Products { get; private set; } = [];

    public IReadOnlyList<IGrouping<string, LeftOutAsset>> LeftOut { get; private set; } = [];

    public string? NextHref { get; private set; }

    /// <summary>Why the galleries cannot be shown; nothing can be published until they can.</summary>
    public string? Unreachable { get; private set; }

    /// <summary>Products whose gallery is not the one that was shown.</summary>
    public IReadOnlyList<PlannedPublication> Changed { get; private set; } = [];

    /// <summary>The store's own time zone, in which a day begins.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The first day on which something can be taken back.</summary>
    public DateOnly FirstDay => RevertDate.DayOf(time.GetUtcNow(), TimeZone).AddDays(1);

    public PublishSelection Selection => new(Batch, Product, Assets);

    public string Total => MediaWords.Of(Plan.Products.SelectMany(product => product.Items).Select(item => item.Asset), figures, text);

    public string ThumbnailOf(Asset asset) => links.For(asset.ThumbnailKey);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || await Selection.FindAsync(context, cancellationToken) is not { } assets)
        {
            return NotFound();
        }

        await PlanAsync(assets, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || await PublishSelection.NamedAsync(context, Form.Assets, cancellationToken) is not { Count: > 0 } assets)
        {
            return NotFound();
        }

        TimeZone = await context.Stores.Select(store => store.TimeZone).SingleAsync(cancellationToken);
        var plan = await planner.PlanAsync(Asked(assets), cancellationToken);
        if (!AltTextsFit() || !DayFits() || !await ReadAsync(plan.Products.Where(product => Form.Seen.ContainsKey(product.ProductId)), cancellationToken))
        {
            await PlanAsync(assets, cancellationToken);
            return this.Invalid();
        }

        Changed = [.. plan.Products.Where(product => Form.Seen.TryGetValue(product.ProductId, out var seen) && live.GetValueOrDefault(product.ShopifyId)?.Digest != seen)];
        var unchanged = plan.Products.Except(Changed).SelectMany(product => product.Items).Select(item => item.Asset.Id).ToList();
        var runId = unchanged.Count == 0 ? null : await starter.StartAsync(Asked(unchanged) with { Seen = Shown(plan) }, cancellationToken);
        if (runId is null)
        {
            await PlanAsync(assets, cancellationToken);
            return this.Invalid();
        }

        return this.Go(Changed.Count == 0 ? $"/publications/{runId}" : $"/publications/{runId}?changed={IdsOf(Changed)}");
    }

    public static string IdsOf(IEnumerable<PlannedPublication> products) => string.Join(',', products.SelectMany(product => product.Items).Select(item => item.Asset.Id));

    private PublicationRequest Asked(IReadOnlyList<Guid> assets) => new(
        assets, Form.Placement, Form.Alt.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value!.Trim()), User.Actor())
    {
        VariantPictures = Form.Variant.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.Value),
        RevertAt = Form.RevertOn is { } day ? RevertDate.StartOf(day, TimeZone) : null,
    };

    // Just read, and the same as on the page. What was not on the page is held to what the catalogue knows of it.
    private Dictionary<Guid, LiveGallery> Shown(PublicationPlan plan) => plan.Products.Where(product => Form.Seen.ContainsKey(product.ProductId) && live.ContainsKey(product.ShopifyId))
        .ToDictionary(product => product.ProductId, product => live[product.ShopifyId]);

    private bool DayFits()
    {
        if (Form.RevertOn < FirstDay)
        {
            ModelState.AddModelError("Form.RevertOn", text["Choose a day from tomorrow on."]);
        }

        return ModelState.IsValid;
    }

    private bool AltTextsFit()
    {
        foreach (var (asset, _) in Form.Alt.Where(pair => pair.Value?.Length > PublishingLimits.AltTextLength))
        {
            ModelState.AddModelError($"Form.Alt[{asset}]", text["Shopify takes at most {0} characters.", PublishingLimits.AltTextLength]);
        }

        return ModelState.IsValid;
    }

    private async Task PlanAsync(IReadOnlyList<Guid> assets, CancellationToken cancellationToken)
    {
        TimeZone = await context.Stores.Select(store => store.TimeZone).SingleAsync(cancellationToken);
        Plan = await planner.PlanAsync(Asked(assets), cancellationToken);
        LeftOut = [.. Plan.LeftOut.GroupBy(left => left.Reason).OrderByDescending(group => group.Count())];
        var page = (After is { } after ? Plan.Products.SkipWhile(product => product.ProductId != after).Skip(1) : Plan.Products).Take(PageSize + 1).ToList();
        if (!await ReadAsync(page.Take(PageSize), cancellationToken))
        {
            return;
        }

        var changed = Changed.Select(product => product.ProductId).ToHashSet();
        var shown = new List<PreviewedProduct>();
        foreach (var product in page.Take(PageSize).Where(product => live.ContainsKey(product.ShopifyId)))
        {
            var gallery = live[product.ShopifyId];
            var others = await shared.ReadAsync(product.ProductId, [.. gallery.Media.Select(medium => medium.Id)], cancellationToken);
            shown.Add(new PreviewedProduct(product, gallery, changed.Contains(product.ProductId), others));
        }

        Products = shown;
        NextHref = page.Count > PageSize ? Selection.Href(page[PageSize - 1].ProductId) : null;
    }

    private async Task<bool> ReadAsync(IEnumerable<PlannedPublication> products, CancellationToken cancellationToken)
    {
        try
        {
            live = await galleries.ReadAsync([.. products.Select(product => product.ShopifyId)], cancellationToken);
            return true;
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException or TokenException)
        {
            Unreachable = error is ShopAccessLostException ? text[error.Message] : text["The shop does not answer, so its galleries cannot be shown. Nothing was changed. Try again in a minute."];
            return false;
        }
    }
}
