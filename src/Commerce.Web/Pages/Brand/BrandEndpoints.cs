using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Commerce.Brand;
using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Web.Embedded;
using Commerce.Web.Face;
using Commerce.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Brand;

/// <summary>The live side of a reading: how far it is, until it ends.</summary>
public static class BrandEndpoints
{
    // Signals come as the reading moves on; should one be lost, the figure is at most this old.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapBrand(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/brand/readings/{id:guid}/events", FollowAsync)
        .RequireAuthorization(EmbeddedSession.Scheme);

    private static async Task<IResult> FollowAsync(
        Guid id, HttpContext http, CommerceContext context, StoreScope scope, Fragments fragments, ProgressListener listener, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await context.BrandReadings.AnyAsync(reading => reading.Id == id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        return TypedResults.ServerSentEvents(EventsAsync(cancellationToken));

        async IAsyncEnumerable<SseItem<string>> EventsAsync([EnumeratorCancellation] CancellationToken ct)
        {
            using var watch = listener.Watch(scope.StoreId, id);
            while (await context.BrandReadings.AsNoTracking().SingleAsync(row => row.Id == id, ct) is { State: ReadingState.Queued or ReadingState.Running } reading)
            {
                yield return new SseItem<string>(await fragments.DrawAsync(http, "/Pages/Brand/_ReadingProgress.cshtml", reading), "reading-progress");
                using var limit = new CancellationTokenSource(Patience, time);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
                try
                {
                    await watch.Signals.ReadAsync(both.Token);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    // Nothing was heard in time: look anyway.
                }
            }

            yield return new SseItem<string>("ended", "done");
        }
    }
}
