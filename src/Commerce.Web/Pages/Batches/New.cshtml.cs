using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Web.Face;
using Commerce.Web.Pages.Catalogue;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>
/// Step one: which products. Takes what the catalogue page sends, ids or the filter that all of them match, opens with its
/// own picker, or with the products that a link in the Shopify admin names in its address.
/// </summary>
[RequestFormLimits(ValueCountLimit = 100_000)]
public sealed class NewModel(
    CommerceContext context, StoreScope scope, BatchDrafts drafts, BatchPlanner planner, ProductChoices choices, ProductReferences references, Fragments fragments, TimeProvider time,
    IStringLocalizer<Words> text, Figures figures) : PageModel
{
    // The admin's own links: "id" from a product's page, "ids[]" from a selection.
    private static readonly string[] LinkParameters = ["id", "ids", "ids[]"];

    [FromRoute]
    public Guid? DraftId { get; set; }

    /// <summary>The draft's id in forms: made here before the draft exists, so that sending a form twice makes one.</summary>
    public Guid FormDraftId { get; private set; }

    public ProductFilter Filter { get; private set; } = new();

    public IReadOnlyList<ProductChoice> Products { get; private set; } = [];

    public string? NextHref { get; private set; }

    public int Matching { get; private set; }

    public int InCatalogue { get; private set; }

    public IReadOnlyList<SelectListItem> Types { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Vendors { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Tags { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Collections { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Statuses { get; private set; } = [];

    /// <summary>The filter or spreadsheet that stands for the products, in words; null while they are chosen one by one.</summary>
    public string? Scope { get; private set; }

    public bool ByFilter { get; private set; }

    public HashSet<Guid> Chosen { get; private set; } = [];

    public BatchSummary Summary { get; private set; } = null!;

    public string? Problem { get; private set; }

    /// <summary>What to say of products that were named in the address and are not in the catalogue.</summary>
    public string? Missing { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken cancellationToken)
    {
        var draft = DraftId is { } id ? await drafts.FindAsync(id, cancellationToken) : null;
        if (DraftId is not null && draft is null)
        {
            return NotFound();
        }

        draft ??= await LinkedAsync(cancellationToken);
        await ShowAsync(draft, draft?.ProductIds ?? [], after, cancellationToken);
        return Page();
    }

    // Looking stores nothing: browsers look at links before anybody has followed them.
    private async Task<BatchDraft?> LinkedAsync(CancellationToken cancellationToken)
    {
        var named = LinkParameters.SelectMany(name => Request.Query[name]).SelectMany(value => (value ?? "").Split(',')).ToList();
        var referred = await references.ResolveAsync(named, cancellationToken);
        if (referred.Unknown > 0)
        {
            Missing = figures.Count(referred.Unknown, "1 product you chose in Shopify is not in your catalogue yet.", "{0} products you chose in Shopify are not in your catalogue yet.")
                + " " + text["Sync the catalogue and choose again, or go on without."];
        }

        return referred.Ids.Count == 0 ? null : await drafts.ProposeAsync(referred.Ids, User.Actor(), cancellationToken);
    }

    /// <summary>Goes on to the styles.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (id, known, unknown) = await TakeAsync(cancellationToken);
        if (id is not { } draftId)
        {
            return NotFound();
        }

        if (known.Count > 0 && unknown == 0)
        {
            return this.Go($"/batches/new/{draftId}/styles");
        }

        Problem = known.Count == 0 && unknown == 0
            ? text["Choose at least one product first. Nothing was started."]
            : figures.Count(unknown, "1 product you chose is not in your catalogue any more.", "{0} products you chose are not in your catalogue any more.")
                + " " + figures.Count(known.Count, "The other one is still chosen below. Nothing was started.", "The other {0} are still chosen below. Nothing was started.");
        await ShowAsync(await drafts.FindAsync(draftId, cancellationToken), known, null, cancellationToken);
        return this.Invalid();
    }

    /// <summary>Keeps the choice while it is being made, and answers with the summary.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        var (id, _, _) = await TakeAsync(cancellationToken);
        return id is { } draftId ? await SummaryStream.DrawAsync(this, fragments, planner, context, await drafts.FindAsync(draftId, cancellationToken), cancellationToken) : NotFound();
    }

    /// <summary>Adds every product that matches the filter.</summary>
    public async Task<IActionResult> OnPostEveryAsync(CancellationToken cancellationToken)
    {
        var (id, known, _) = await TakeAsync(cancellationToken);
        if (id is not { } draftId)
        {
            return NotFound();
        }

        Filter = ProductFilter.Of(Request.Query);
        await drafts.ChooseProductsAsync(draftId, [.. known, .. await choices.IdsAsync(Filter, cancellationToken)], User.Actor(), cancellationToken);
        return this.Go($"/batches/new/{draftId}{Filter.Query()}");
    }

    /// <summary>Makes the batch of whatever the filter matches when it is started.</summary>
    public async Task<IActionResult> OnPostScopeAsync(CancellationToken cancellationToken)
    {
        if (DraftId is { } stored && await drafts.FindAsync(stored, cancellationToken) is null)
        {
            return NotFound();
        }

        Filter = ProductFilter.Of(Request.Query);
        var id = DraftId ?? (Guid.TryParse(Request.Form["draft"], out var given) ? given : Guid.CreateVersion7(time.GetUtcNow()));
        if (Filter.Scope is not { } scoped)
        {
            return this.Go($"/batches/new/{id}{Filter.Query()}");
        }

        await drafts.ChooseFilterAsync(id, scoped, User.Actor(), cancellationToken);
        return this.Go($"/batches/new/{id}");
    }

    /// <summary>Goes back from a filter to choosing one by one, with what it matches now chosen.</summary>
    public async Task<IActionResult> OnPostSingleAsync(CancellationToken cancellationToken)
    {
        if (DraftId is not { } id || await drafts.FindAsync(id, cancellationToken) is not { Filter: { } filter })
        {
            return NotFound();
        }

        var ids = await filter.Of(context, scope.StoreId).Select(product => product.Id).ToListAsync(cancellationToken);
        await drafts.ChooseProductsAsync(id, ids, User.Actor(), cancellationToken);
        return this.Go($"/batches/new/{id}");
    }

    private async Task<(Guid? DraftId, List<Guid> Known, int Unknown)> TakeAsync(CancellationToken cancellationToken)
    {
        if (DraftId is { } stored && await drafts.FindAsync(stored, cancellationToken) is null)
        {
            return (null, [], 0);
        }

        var id = DraftId ?? (Guid.TryParse(Request.Form["draft"], out var given) ? given : Guid.CreateVersion7(time.GetUtcNow()));
        if (Request.Form.TryGetValue(FilterAddress.Field, out var filter))
        {
            var matching = await FilterAddress.Read(filter).Of(context, scope.StoreId).OrderBy(product => product.Title).ThenBy(product => product.Id)
                .Select(product => product.Id).ToListAsync(cancellationToken);
            await drafts.ChooseProductsAsync(id, matching, User.Actor(), cancellationToken);
            return (id, matching, 0);
        }

        var sent = Request.Form["productIds"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList();
        var ids = sent.Select(value => Guid.TryParse(value, out var one) ? one : Guid.Empty).ToList();
        var known = await choices.KnownAsync(ids, cancellationToken);
        var kept = ids.Where(known.Contains).ToList();
        await drafts.ChooseProductsAsync(id, kept, User.Actor(), cancellationToken);
        return (id, kept, sent.Count - kept.Count);
    }

    private async Task ShowAsync(BatchDraft? draft, IReadOnlyList<Guid> chosen, Guid? after, CancellationToken cancellationToken)
    {
        Filter = ProductFilter.Of(Request.Query);
        FormDraftId = draft?.Id ?? Guid.CreateVersion7(time.GetUtcNow());
        Chosen = [.. chosen];
        (Products, var next) = await choices.PageAsync(Filter, after, cancellationToken);
        NextHref = next is null ? null : Request.Path + Filter.Query(next);
        Matching = await choices.CountAsync(Filter, cancellationToken);
        InCatalogue = Filter.Any ? await choices.CountAsync(new ProductFilter(), cancellationToken) : Matching;
        Types = await choices.TypesAsync(Filter.Type, text["Every type"], cancellationToken);
        Vendors = await choices.VendorsAsync(Filter.Vendor, text["Every vendor"], cancellationToken);
        Tags = await choices.TagsAsync(Filter.Tag, text["Every tag"], cancellationToken);
        Collections = await choices.CollectionsAsync(Filter.Collection, text["Every collection"], cancellationToken);
        ByFilter = draft?.Filter is not null;
        Statuses = ScopeWords.Statuses(text, Filter.Status);
        Scope = draft?.SheetId is not null ? text["The rows of your spreadsheet"].Value
            : draft?.Filter is { } wanted ? await ScopeWords.SentenceAsync(context, text, wanted, cancellationToken) : null;
        Summary = await BatchSummary.ReadAsync(planner, context, draft, cancellationToken);
    }
}
