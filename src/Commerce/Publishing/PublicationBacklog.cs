using System.Data.Common;
using System.Diagnostics;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Shopify.AccessTokens;
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

    // Faults in a row before giving up; with waits that double up to the eighth, an outage of a quarter of an hour is outlived.
    private const int Attempts = 10;
    private const int LongestWait = 8;

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
        try
        {
            await CarryOutAsync(services, publication, cancellationToken);
        }
        catch (Exception error) when (StorePauses.ReasonOf(error) is { } reason)
        {
            // The shop cannot be worked for now: the row stays due as it is, and the store rests.
            await services.GetRequiredService<StorePauses>().PauseAsync(publication.StoreId, reason);
            await services.GetRequiredService<PublicationRecord>().DeferAsync(publication, TimeSpan.Zero, cancellationToken);
        }
        catch (ShopifyException error) when (error.Kind is ShopifyErrorKind.Throttled or ShopifyErrorKind.Transient or ShopifyErrorKind.StillRunning)
        {
            await AgainAsync(services, publication, error.Reason(), error.RetryAfter, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TokenException { Failure: TokenFailure.Unavailable })
        {
            await AgainAsync(services, publication, "The shop could not be reached.", null, cancellationToken);
        }
        catch (ShopifyException error)
        {
            await EndAsync(services, publication, error.Reason(), cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or LostLeaseException or DbException or DbUpdateException))
        {
            // A fault of ours must not go round for ever: it uses up the attempts and then ends in words.
            Log.Faltered(logger, error, publication.Id);
            await AgainAsync(services, publication, "Something went wrong on our side.", null, cancellationToken);
        }
    }

    // Every step may be repeated, so all of them are, once, when access is refused before its time.
    private static Task CarryOutAsync(IServiceProvider services, Publication publication, CancellationToken cancellationToken) =>
        services.GetRequiredService<ShopAccounts>().UseAsync(access => StepAsync(services, publication, access, cancellationToken), cancellationToken);

    private static Task StepAsync(IServiceProvider services, Publication publication, ShopAccess access, CancellationToken cancellationToken) =>
        IsRevert(publication)
            ? services.GetRequiredService<RevertSteps>().RunAsync(publication, access, cancellationToken)
            : services.GetRequiredService<PublishSteps>().RunAsync(publication, access, cancellationToken);

    private async Task AgainAsync(IServiceProvider services, Publication publication, string message, TimeSpan? after, CancellationToken cancellationToken)
    {
        var attempt = publication.Attempt + 1;
        if (attempt >= Attempts)
        {
            await EndAsync(services, publication, message, cancellationToken);
            return;
        }

        var delay = retries.DelayAfter(Math.Min(attempt, LongestWait), publication.Id.GetHashCode());
        await services.GetRequiredService<PublicationRecord>().DeferAsync(publication, after > delay ? after.Value : delay, attempt, message, cancellationToken);
    }

    private static Task EndAsync(IServiceProvider services, Publication publication, string message, CancellationToken cancellationToken) =>
        services.GetRequiredService<PublicationRecord>().EndAsync(
            publication, IsRevert(publication) ? PublicationState.RevertFailed : PublicationState.Failed, message, _ => { }, cancellationToken);

    // A published one comes up again on the date on which it is to be taken back.
    private static bool IsRevert(Publication publication) => publication.State is PublicationState.Reverting or PublicationState.Published;

    private Task<Publication?> TakeAsync(Guid storeId, string worker, CancellationToken cancellationToken) => work.RunAsync(storeId, async services =>
    {
        var id = await services.GetRequiredService<Leases>().TakeAsync(Backlog.Publications, worker, cancellationToken);

        // Only while it is still ours: what is read here names the owner that guards every write.
        return await services.GetRequiredService<CommerceContext>().Publications.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == id && row.LeaseOwner == worker, cancellationToken);
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Publication {PublicationId} went to another worker")]
        public static partial void LeaseLost(ILogger logger, Guid publicationId);

        [LoggerMessage(2, LogLevel.Error, "Publication {PublicationId} faltered")]
        public static partial void Faltered(ILogger logger, Exception error, Guid publicationId);
    }
}
