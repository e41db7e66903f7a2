using Commerce.Batches;
using Commerce.Data;
using Commerce.Library;
using Commerce.Tenancy;
using Commerce.Web.Embedded;
using Commerce.Web.Face;
using Commerce.Web.Pages.Batches;

namespace Commerce.Web.Live;

/// <summary>
/// A batch's progress as server-sent events. What is sent is drawn from the tables each time, so a lost signal or a new
/// connection costs nothing: the next event tells the whole truth again.
/// </summary>
public static class BatchEvents
{
    // At most three events of a kind a second, however fast rows end.
    private static readonly TimeSpan Coalesce = TimeSpan.FromMilliseconds(350);

    // The pace and its time left change without any row moving; and signals may be lost.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    // A stream outlives the token that opened it only so long; the page then opens the next one with a fresh token.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static void MapBatchEvents(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/batches/{id:guid}/events", FollowAsync).RequireAuthorization(EmbeddedSession.Scheme);

    private static async Task FollowAsync(
        Guid id, bool? line, string? tab, string? show, HttpContext http, CommerceContext data, StoreScope scope, MediaLinks links, Fragments fragments,
        ProgressListener listener, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        if (await BatchView.ReadAsync(data, links, time, id, stop.Token) is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var stream = new EventStream(http);
        var rows = new RowEvents(stream, fragments, http);
        using var watch = listener.Watch(scope.StoreId, id);
        try
        {
            await stream.OpenAsync(stop.Token);
            var (until, beat, state) = (time.GetUtcNow() + Longest, time.GetUtcNow() + Beat, (BatchState?)null);
            while (time.GetUtcNow() < until && await BatchView.ReadAsync(data, links, time, id, stop.Token) is { } view)
            {
                var sent = line is true
                    ? await stream.SendNewAsync($"line-{id}", await fragments.DrawAsync(http, "/Pages/Batches/_Line.cshtml", (view.Progress, view.Batch)), stop.Token)
                    : await SendAsync(stream, fragments, http, view, tab, stop.Token);
                if (tab == "rows")
                {
                    sent |= await stream.SendNewAsync("row-chips", await fragments.DrawAsync(http, "/Pages/Batches/_RowChips.cshtml", (view.Progress, id, RowFilters.Find(show))), stop.Token);
                    sent |= await rows.SendAsync(await RowLine.ReadAsync(data, view.Batch, RowFilters.Find(show), 0, ShowModel.PageSize, stop.Token), stop.Token);
                }

                if (!view.Progress.Active)
                {
                    await stream.SendAsync("done", "", stop.Token);
                    return;
                }

                // What can be done with a batch follows from its state, so the page is drawn anew when somebody changed it.
                if (state is not null && state != view.Progress.State)
                {
                    await stream.SendAsync("refresh", "", stop.Token);
                }

                state = view.Progress.State;
                if (!sent && time.GetUtcNow() >= beat)
                {
                    await stream.BeatAsync(stop.Token);
                    sent = true;
                }

                beat = sent ? time.GetUtcNow() + Beat : beat;
                await Task.Delay(Coalesce, time, stop.Token);
                await SignalAsync(watch, time, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was closed or the server stops; the run goes on and the page comes back by itself.
        }
    }

    private static async Task<bool> SendAsync(
        EventStream stream, Fragments fragments, HttpContext http, BatchView view, string? tab, CancellationToken cancellationToken)
    {
        var sent = await stream.SendNewAsync("live", await fragments.DrawAsync(http, "/Pages/Batches/_Live.cshtml", view), cancellationToken);
        sent |= await stream.SendNewAsync("arrivals", await fragments.DrawAsync(http, "/Pages/Batches/_Arrivals.cshtml", view), cancellationToken);
        return tab is null
            ? sent
            : await stream.SendNewAsync("batch-tabs", await fragments.DrawAsync(http, "/Pages/Batches/_Tabs.cshtml", (view, tab)), cancellationToken) || sent;
    }

    private static async Task SignalAsync(ProgressListener.Subscription watch, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await watch.Signals.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was heard for a while; look anyway.
        }
    }
}
