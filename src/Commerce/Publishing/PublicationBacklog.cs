using System.Diagnostics;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library.Storage;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Publishing;

/// <summary>The backlog of publications and reverts.</summary>
public sealed partial class PublicationBacklog(StoreWork work, ProgressSignal progress, Retries retries, TimeProvider time, ILogger<PublicationBacklog> logger) : IBacklog
{
    public const string TelemetryName = "Commerce.Publishing";

    private static readonly ActivitySource Source = new(TelemetryName);

    public async Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken)
    {
        if (await TakeAsync(storeId, worker, cancellationToken) is not { } publication)
        {
            return false;
        }

        using var activity = Source.StartActivity("publication.advance");
        activity?.SetTag("publication.id", publication.Id);
        await using var lease = KeptLease.Keep(work, storeId, Backlog.Publications, publication.Id, worker, time, cancellationToken);
        try
        {
            await work.RunAsync(storeId, services => RunAsync(services, publication, lease.Token));
        }
        catch (LostLeaseException)
        {
            Log.LeaseLost(logger, publication.Id);
        }
        catch (OperationCanceledException) when (lease.Token.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        progress.Touch(storeId, publication.RunId);
        return true;
    }

    public Task<DateTimeOffset?> SettleAsync(Guid storeId, CancellationToken cancellationToken) =>
        work.RunAsync(storeId, services => services.GetRequiredService<Leases>().NextDueAsync(Backlog.Publications, cancellationToken));

    private async Task RunAsync(IServiceProvider services, Publication publication, CancellationToken cancellationToken)
    {
        var reverting = publication.State == PublicationState.Reverting;
        try
        {
            await (reverting
                ? services.GetRequiredService<RevertSteps>().RunAsync(publication, cancellationToken)
                : services.GetRequiredService<PublishSteps>().RunAsync(publication, cancellationToken));
        }
        catch (ShopifyException error) when (error.Kind is ShopifyErrorKind.Throttled or ShopifyErrorKind.Transient or ShopifyErrorKind.StillRunning)
        {
            await AgainAsync(services, publication, reverting, error.Message, error.RetryAfter, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            await AgainAsync(services, publication, reverting, "The shop could not be reached.", null, cancellationToken);
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException or InvalidDataException or ObjectNotFoundException)
        {
            await EndAsync(services, publication, reverting, error.Message, cancellationToken);
        }
    }

    private async Task AgainAsync(IServiceProvider services, Publication publication, bool reverting, string message, TimeSpan? after, CancellationToken cancellationToken)
    {
        if (publication.Attempt + 1 >= retries.Attempts * 2)
        {
            await EndAsync(services, publication, reverting, message, cancellationToken);
            return;
        }

        var attempt = publication.Attempt + 1;
        var record = services.GetRequiredService<PublicationRecord>();
        await record.SaveAsync(publication, set => set.SetProperty(row => row.Attempt, attempt).SetProperty(row => row.Message, message), cancellationToken);
        await record.DeferAsync(publication, after ?? retries.DelayAfter(Math.Min(attempt, retries.Attempts), publication.Id.GetHashCode()), cancellationToken);
    }

    private static Task EndAsync(IServiceProvider services, Publication publication, bool reverting, string message, CancellationToken cancellationToken) =>
        services.GetRequiredService<PublicationRecord>().EndAsync(
            publication, reverting ? PublicationState.RevertFailed : PublicationState.Failed, message, _ => { }, cancellationToken);

    private Task<Publication?> TakeAsync(Guid storeId, string worker, CancellationToken cancellationToken) => work.RunAsync(storeId, async services =>
    {
        var id = await services.GetRequiredService<Leases>().TakeAsync(Backlog.Publications, worker, cancellationToken);
        return id is null ? null : await services.GetRequiredService<CommerceContext>().Publications.AsNoTracking()
            .SingleAsync(row => row.Id == id, cancellationToken);
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Publication {PublicationId} went to another worker")]
        public static partial void LeaseLost(ILogger logger, Guid publicationId);
    }
}
