using Commerce.Batches;
using Commerce.Data;
using Commerce.Library;
using Commerce.Review;
using Commerce.Styles;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Review;

/// <summary>Shows results one after the other and takes the decisions about them.</summary>
public sealed class IndexModel(CommerceContext context, Reviewing reviewing, Fragments fragments, Figures figures, IStringLocalizer<Words> text) : PageModel
{
    private const int PageSize = 48;
    private const int BatchesOffered = 50;

    [BindProperty(SupportsGet = true)]
    public ReviewState State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Batch { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Product { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Style { get; set; }

    /// <summary>The last asset of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>The asset to look at; the first one without it.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Asset { get; set; }

    /// <summary>Asks once more before everything shown is approved; for pages without scripts.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Confirm { get; set; }

    public ReviewFilter Filter => new(State, Batch, Product, string.IsNullOrEmpty(Style) ? null : Style);

    public IReadOnlyList<ReviewItem> Items { get; private set; } = [];

    public ReviewItem? Current { get; private set; }

    public ReviewCounts Counts { get; private set; } = null!;

    public string? NextHref { get; private set; }

    public IReadOnlyList<Batch> Batches { get; private set; } = [];

    public string? ProductTitle { get; private set; }

    /// <summary>Rows that running batches have still to deliver.</summary>
    public int OnTheWay { get; private set; }

    public IReadOnlyList<string> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostApproveAsync(string[] seen, CancellationToken cancellationToken) =>
        DecideAsync(seen, assets => reviewing.ApproveAsync(assets, User.Actor(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRejectAsync(string[] seen, string reason, string? note, CancellationToken cancellationToken) =>
        Commerce.Review.Reason.Find(reason) is null
            ? Task.FromResult<IActionResult>(BadRequest())
            : DecideAsync(seen, assets => reviewing.RejectAsync(assets, new Rejection(reason, note), User.Actor(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(string[] seen, CancellationToken cancellationToken) =>
        DecideAsync(seen, assets => reviewing.WithdrawAsync(assets, User.Actor(), cancellationToken), cancellationToken);

    private async Task<IActionResult> DecideAsync(string[] seen, Func<IReadOnlyList<SeenAsset>, Task<ReviewOutcome?>> decide, CancellationToken cancellationToken)
    {
        var assets = seen.Select(SeenAsset.Parse).OfType<SeenAsset>().ToList();
        if (assets.Count == 0 || assets.Count != seen.Length || !await FilterExistsAsync(cancellationToken) || await decide(assets) is not { } outcome)
        {
            return NotFound();
        }

        if (Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "application/json"))
        {
            return await AnswerAsync(outcome, cancellationToken);
        }

        return outcome.Refused.Count == 0 ? await MoveOnAsync(outcome, assets[^1].AssetId, cancellationToken) : await ExplainAsync(outcome, cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(ReviewOutcome outcome, CancellationToken cancellationToken)
    {
        var counts = await ReviewCounts.ReadAsync(context, Filter, cancellationToken);
        var summary = await fragments.DrawAsync(HttpContext, "/Pages/Review/_Summary.cshtml", counts);
        return new JsonResult(new ReviewAnswer([.. outcome.Refused.Select(refusal => new RefusedAsset(refusal.AssetId, RefusalWords.Of(refusal, text)))], summary, GiveBackWords.Of(outcome, figures, text)));
    }

    private async Task<IActionResult> MoveOnAsync(ReviewOutcome outcome, Guid last, CancellationToken cancellationToken)
    {
        var next = await Following(last).Select(asset => (Guid?)asset.Id).FirstOrDefaultAsync(cancellationToken);
        return this.Go(Filter.Href(("asset", next?.ToString())), GiveBackWords.Of(outcome, figures, text));
    }

    private async Task<IActionResult> ExplainAsync(ReviewOutcome outcome, CancellationToken cancellationToken)
    {
        Problems = [.. outcome.Refused.Select(refusal => RefusalWords.Of(refusal, text)).Distinct()];
        Asset = outcome.Refused[0].AssetId;
        return await LoadAsync(cancellationToken) ? this.Invalid() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || !await FilterExistsAsync(cancellationToken))
        {
            return false;
        }

        var page = After is { } after ? Following(after) : Ordered(Filter.Apply(context.Assets));
        var items = await ReviewItem.From(context, page.Take(PageSize + 1), User.Actor()).ToListAsync(cancellationToken);
        Items = [.. Sort(items).Take(PageSize)];
        NextHref = items.Count > PageSize ? Filter.Href(("after", Items[^1].Id.ToString())) : null;
        Current = Asset is { } id
            ? Items.FirstOrDefault(item => item.Id == id) ?? await ReviewItem.From(context, context.Assets.Where(asset => asset.Id == id), User.Actor()).SingleOrDefaultAsync(cancellationToken)
            : Items is [var first, ..] ? first : null;
        if (Asset is not null && Current is null)
        {
            return false;
        }

        Counts = await ReviewCounts.ReadAsync(context, Filter, cancellationToken);
        Batches = await context.Batches.AsNoTracking().OrderByDescending(batch => batch.CreatedAt).ThenByDescending(batch => batch.Id)
            .Where(batch => context.Assets.Any(asset => asset.BatchId == batch.Id)).Take(BatchesOffered).ToListAsync(cancellationToken);
        // What waits for a day to come, or for somebody to resume it, is not being made.
        var moving = context.Batches.Where(batch => batch.State == BatchState.Running || batch.State == BatchState.Cancelling).Select(batch => batch.Id);
        OnTheWay = await context.Generations.CountAsync(row => row.DueAt != null && moving.Contains(row.BatchId) && (Batch == null || row.BatchId == Batch), cancellationToken);
        return true;
    }

    // Each part of the filter is asked for under this store, so another store's ids lead nowhere.
    private async Task<bool> FilterExistsAsync(CancellationToken cancellationToken)
    {
        if (Style is { Length: > 0 } style && StyleCatalogue.Find(style) is null)
        {
            return false;
        }

        if (Batch is { } batchId && !await context.Batches.AnyAsync(batch => batch.Id == batchId, cancellationToken))
        {
            return false;
        }

        if (After is { } after && !await context.Assets.AnyAsync(asset => asset.Id == after, cancellationToken))
        {
            return false;
        }

        ProductTitle = Product is null ? null : await context.Products.Where(product => product.Id == Product).Select(product => product.Title).SingleOrDefaultAsync(cancellationToken);
        return Product is null || ProductTitle is not null;
    }

    // What waits is shown oldest first; what was decided, newest first.
    private IOrderedQueryable<Asset> Ordered(IQueryable<Asset> assets) =>
        State is ReviewState.Pending ? assets.OrderBy(asset => asset.Id) : assets.OrderByDescending(asset => asset.Id);

    private IOrderedQueryable<Asset> Following(Guid id) => Ordered(
        State is ReviewState.Pending ? Filter.Apply(context.Assets).Where(asset => asset.Id > id) : Filter.Apply(context.Assets).Where(asset => asset.Id < id));

    // The joins around a limited list promise no order, and Guid compares differently in .NET than in PostgreSQL only as text.
    private IEnumerable<ReviewItem> Sort(IEnumerable<ReviewItem> items) => State is ReviewState.Pending
        ? items.OrderBy(item => item.Id.ToString(), StringComparer.Ordinal)
        : items.OrderByDescending(item => item.Id.ToString(), StringComparer.Ordinal);
}
