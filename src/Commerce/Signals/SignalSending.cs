using System.Data.Common;
using Commerce.Data;
using Commerce.Flow;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Publishing;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Commerce.Signals;

/// <summary>
/// Sends one signal. Nobody waits for it and no page speaks of it, so what the shop refuses ends it quietly: a shop without
/// Flow, a scope that was taken back, a product that is gone. Only silence and overload are tried again.
/// </summary>
public sealed partial class SignalSending(
    CommerceContext context, ShopAccounts accounts, FlowSignals flow, Disclosure disclosure, Retries retries, TimeProvider time, ILogger<SignalSending> logger)
{
    // With waits that double up to the eighth, an outage of a quarter of an hour is outlived.
    private const int Attempts = 10;
    private const int LongestWait = 8;

    public async Task RunAsync(Signal signal, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(signal, cancellationToken);
            await EndAsync(signal, time.GetUtcNow(), null, cancellationToken);
        }
        catch (ShopifyException error) when (error.Kind is ShopifyErrorKind.Throttled or ShopifyErrorKind.Transient or ShopifyErrorKind.StillRunning)
        {
            await AgainAsync(signal, error.Message, error.RetryAfter, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TokenException { Failure: TokenFailure.Unavailable })
        {
            await AgainAsync(signal, "The shop could not be reached.", null, cancellationToken);
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException)
        {
            var reason = error is ShopifyException refused ? refused.Reason() : error.Message;
            Log.Refused(logger, signal.Id, reason);
            await EndAsync(signal, null, reason, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or LostLeaseException or DbException or DbUpdateException))
        {
            // A fault of ours must not go round for ever: it uses up the attempts.
            Log.Faltered(logger, error, signal.Id);
            await AgainAsync(signal, "Something went wrong on our side.", null, cancellationToken);
        }
    }

    private async Task SendAsync(Signal signal, CancellationToken cancellationToken)
    {
        var access = await accounts.OpenAsync(cancellationToken);
        try
        {
            await SendAsync(signal, access, cancellationToken);
        }
        catch (ShopifyException error) when (error.Kind == ShopifyErrorKind.Unauthorized)
        {
            // Refused at the door, so nothing was done: once more with fresh access.
            await SendAsync(signal, await accounts.RenewAsync(access, cancellationToken), cancellationToken);
        }
    }

    private Task SendAsync(Signal signal, ShopAccess access, CancellationToken cancellationToken) => signal.Kind == SignalKind.Disclosure
        ? disclosure.SendAsync(signal, access, cancellationToken)
        : flow.SendAsync(signal, access, cancellationToken);

    // The outcome of a Flow trigger may be unknown. It is sent again then: a workflow may start twice rather than never, and
    // the address in its payload names the batch.
    private Task AgainAsync(Signal signal, string message, TimeSpan? after, CancellationToken cancellationToken)
    {
        var attempt = signal.Attempt + 1;
        if (attempt >= Attempts)
        {
            return EndAsync(signal, null, message, cancellationToken);
        }

        var delay = retries.DelayAfter(Math.Min(attempt, LongestWait), signal.Id.GetHashCode());
        DateTimeOffset? due = time.GetUtcNow() + (after > delay ? after.Value : delay);
        return WriteAsync(signal, attempt, due, null, message, cancellationToken);
    }

    private Task EndAsync(Signal signal, DateTimeOffset? sentAt, string? message, CancellationToken cancellationToken) =>
        WriteAsync(signal, signal.Attempt, null, sentAt, message, cancellationToken);

    private async Task WriteAsync(Signal signal, int attempt, DateTimeOffset? due, DateTimeOffset? sentAt, string? message, CancellationToken cancellationToken)
    {
        var held = context.Signals.Where(row => row.Id == signal.Id && row.LeaseOwner == signal.LeaseOwner);
        var written = await held.Where(row => row.ChangedAt == signal.ChangedAt).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.Attempt, attempt).SetProperty(one => one.DueAt, due).SetProperty(one => one.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(one => one.SentAt, one => sentAt ?? one.SentAt).SetProperty(one => one.Message, message),
            cancellationToken);
        if (written == 1)
        {
            return;
        }

        // The subject changed while this was sent: the row stays due for the newer state, and only the lease is given up.
        var released = await held.ExecuteUpdateAsync(row => row.SetProperty(one => one.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        if (released == 0)
        {
            throw new LostLeaseException();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The shop did not take signal {SignalId}: {Reason}")]
        public static partial void Refused(ILogger logger, Guid signalId, string reason);

        [LoggerMessage(2, LogLevel.Error, "Signal {SignalId} could not be sent")]
        public static partial void Faltered(ILogger logger, Exception error, Guid signalId);
    }
}
