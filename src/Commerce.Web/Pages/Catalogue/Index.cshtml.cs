using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Commerce.Catalogue;
using Commerce.Catalogue.Loads;
using Commerce.Data;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Web.Face;
using Commerce.Web.Live;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Catalogue;

/// <summary>The store's products: found, filtered, chosen for a batch.</summary>
public sealed class IndexModel(
    CommerceContext context, StoreScope scope, CatalogueSyncs syncs, Fragments fragments, Figures figures, IStringLocalizer<Words> text, TimeProvider time) : PageModel
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(10);

    public CatalogueFilter Filter { get; private set; } = new();

    public Store Store { get; private set; } = null!;

    /// <summary>The export that is being read, if one is.</summary>
    public CatalogueLoad? Load { get; private set; }

    public CataloguePage Found { get; private set; } = null!;

    public CatalogueFacets Facets { get; private set; } = null!;

    /// <summary>Products that match the filter.</summary>
    public int Matching { get; private set; }

    /// <summary>Products in all.</summary>
    public int Total => Facets.Statuses.Values.Sum();

    public string? NextHref => Found.Next is { } next ? FilterAddress.Of(Filter, next) : null;

    public async Task OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        Filter = FilterAddress.Read(Request.QueryString.Value);
        _ = CatalogueCursor.TryParse(after, out var cursor);
        Store = await context.Stores.AsNoTracking().SingleAsync(cancellationToken);
        Load = await LoadAsync(cancellationToken);
        await syncs.EnsureAsync(Store, cancellationToken);
        Facets = await CatalogueFacets.ReadAsync(context, scope.StoreId, cancellationToken);
        Found = await CataloguePage.ReadAsync(context, scope.StoreId, Filter, cursor, cancellationToken);
        Matching = Filter.Any ? await Filter.Of(context, scope.StoreId).CountAsync(cancellationToken) : Total;
    }

    public async Task<IActionResult> OnPostSyncAsync(CancellationToken cancellationToken)
    {
        await syncs.StartAsync(cancellationToken);
        return this.Stay(text["Reading your catalogue again"]);
    }

    /// <summary>Follows the sync. A catalogue that was empty is drawn anew at the end; one in use keeps its rows and ticks.</summary>
    public Task<IActionResult> OnGetEventsAsync(bool empty, CancellationToken cancellationToken) => this.StreamAsync(EventsAsync(empty, cancellationToken));

    public IEnumerable<SelectListItem> Options(string all, IReadOnlyList<Facet> facets, string? chosen)
    {
        yield return new SelectListItem(all, "", chosen is null);
        foreach (var facet in facets)
        {
            yield return new SelectListItem($"{facet.Name} ({figures.Number(facet.Count)})", facet.Value, facet.Value == chosen);
        }

        if (chosen is not null && facets.All(facet => facet.Value != chosen))
        {
            yield return new SelectListItem(chosen, chosen, true);
        }
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(bool empty, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? shown = null;
        for (var end = time.GetUtcNow() + LongestStream; time.GetUtcNow() < end; await Task.Delay(Beat, time, cancellationToken))
        {
            var store = await context.Stores.AsNoTracking().SingleAsync(cancellationToken);
            var active = store.SyncState is SyncState.Queued or SyncState.Running;
            if (!active && empty)
            {
                yield return LiveEvents.Done;
                yield break;
            }

            var html = await fragments.DrawAsync(HttpContext, "/Pages/Catalogue/_Sync.cshtml", new SyncView(store, empty, await LoadAsync(cancellationToken), Ended: !active));
            if (html != shown)
            {
                yield return LiveEvents.Fragment("sync", html);
            }

            if (!active)
            {
                // The fragment just sent holds no stream any more, so the page does not come back for more.
                yield break;
            }

            shown = html;
        }
    }

    private Task<CatalogueLoad?> LoadAsync(CancellationToken cancellationToken) =>
        context.CatalogueLoads.AsNoTracking().SingleOrDefaultAsync(load => load.FinishedAt == null, cancellationToken);
}
