using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Web.Embedded;
using Commerce.Web.Face;
using Commerce.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Publications;

/// <summary>The live side of a run: its figures and the rows that changed, until nothing is at work.</summary>
public static class PublicationEndpoints
{
    // Signals come as the run moves on; should one be lost, the figures are at most this old.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Rows read for each signal at most; the figures cover all of them, and the end draws the page anew.
    private const int MostRows = 100;

    public static void MapPublications(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/publications/{id:guid}/events", FollowAsync)
        .RequireAuthorization(EmbeddedSession.Scheme);

    private static async Task<IResult> FollowAsync(
        Guid id, HttpContext http, CommerceContext context, StoreScope scope, Fragments fragments, RunRows rows, ProgressListener listener, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!await context.Publications.AnyAsync(row => row.RunId == id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        return TypedResults.ServerSentEvents(EventsAsync(cancellationToken));

        async IAsyncEnumerable<SseItem<string>> EventsAsync([EnumeratorCancellation] CancellationToken ct)
        {
            using var watch = listener.Watch(scope.StoreId, id);
            var drawn = new Dictionary<Guid, string>();
            while (await RunCounts.ReadAsync(context, [id], ct) is [{ Working: true } counts])
            {
                yield return new SseItem<string>(await fragments.DrawAsync(http, "/Pages/Publications/_Progress.cshtml", counts), "progress");
                foreach (var row in await rows.ReadAsync(context.Publications.Where(row => row.RunId == id).OrderBy(row => row.Id).Take(MostRows), ct))
                {
                    if (drawn.GetValueOrDefault(row.Publication.Id) == row.Version)
                    {
                        continue;
                    }

                    drawn[row.Publication.Id] = row.Version;
                    yield return new SseItem<string>(await fragments.DrawAsync(http, "/Pages/Publications/_Row.cshtml", row), $"row-{row.Publication.Id}");
                }

                await HearAsync(watch, time, ct);
            }

            yield return new SseItem<string>("ended", "done");
        }
    }

    private static async Task HearAsync(ProgressListener.Subscription watch, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await watch.Signals.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was heard in time: look anyway.
        }
    }
}
