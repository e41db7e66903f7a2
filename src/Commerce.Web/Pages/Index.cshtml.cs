using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Plans;
using Commerce.Stores;
using Commerce.Web.Face;
using Commerce.Web.Live;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages;

/// <summary>Home: the next step, what runs, where the store stands.</summary>
public sealed class IndexModel(
    CommerceContext context, CatalogueSyncs syncs, StoreResumption resumption, PendingApprovals pending, IStringLocalizer<Words> text, TimeProvider time) : PageModel
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(10);

    public Overview Overview { get; private set; } = null!;

    public string Plan => (PlanCatalogue.Find(Overview.Store.Plan) ?? PlanCatalogue.Free).Name;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await pending.LookAsync(cancellationToken);
        Overview = await Overview.ReadAsync(context, time, cancellationToken);
        await syncs.EnsureAsync(Overview.Store, cancellationToken);
    }

    public async Task<IActionResult> OnPostSyncAsync(CancellationToken cancellationToken)
    {
        await syncs.StartAsync(cancellationToken);
        return this.Stay(text["Reading your catalogue again"]);
    }

    /// <summary>Lets the page that follows ask the shop at once whether the store can go on.</summary>
    public async Task<IActionResult> OnPostResumeAsync(CancellationToken cancellationToken)
    {
        await resumption.AskAgainAsync(cancellationToken);
        return RedirectToPage();
    }

    /// <summary>Has the page drawn anew whenever something on it moved on, until nothing runs.</summary>
    public Task<IActionResult> OnGetEventsAsync(CancellationToken cancellationToken) => this.StreamAsync(EventsAsync(cancellationToken));

    private async IAsyncEnumerable<SseItem<string>> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? shown = null;
        for (var end = time.GetUtcNow() + LongestStream; time.GetUtcNow() < end; await Task.Delay(Beat, time, cancellationToken))
        {
            var now = await Overview.ReadAsync(context, time, cancellationToken);
            if (!now.Live)
            {
                yield return LiveEvents.Done;
                yield break;
            }

            if (shown is not null && now.Pulse != shown)
            {
                yield return LiveEvents.Refresh;
            }

            shown = now.Pulse;
        }
    }
}
