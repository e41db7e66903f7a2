using System.Text.Json;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Webhooks;

/// <summary>
/// One turn on one store's inbox: applies what is due, oldest event first, one after the other, and records some at a time. Only one turn of a store
/// runs at a time; the job engine sees to that.
/// </summary>
public sealed partial class WebhookTurn(StoreWork work, TimeProvider time, ILogger<WebhookTurn> logger)
{
    /// <summary>Attempts in all before a delivery is given up; with the waits between them, most of two hours.</summary>
    public const int Attempts = 10;

    // Read and recorded together. Bodies may be large, so not many.
    private const int Group = 16;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeptApplied = TimeSpan.FromDays(7);
    private static readonly TimeSpan KeptFailed = TimeSpan.FromDays(30);

    /// <summary>Works until nothing is due or the time is up.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="until">When to let others have the thread.</param>
    /// <returns>When the inbox needs its next look; null when it is worked off.</returns>
    public async Task<DateTimeOffset?> RunAsync(Guid storeId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        // Read before looking: whatever arrives from here on brings a signal of its own, which stays.
        var signals = await work.RunAsync(storeId, services => Context(services).WebhookSignals
            .Where(signal => signal.StoreId == storeId).Select(signal => signal.Id).ToListAsync(cancellationToken));
        while (time.GetUtcNow() < until && await ApplyDueAsync(storeId, cancellationToken))
        {
        }

        return await work.RunAsync(storeId, services => SettleAsync(Context(services), storeId, signals, cancellationToken));
    }

    private async Task<bool> ApplyDueAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await work.RunAsync(storeId, services => Context(services).WebhookInbox.AsNoTracking().Where(row => row.DueAt <= now)
            .OrderBy(row => row.TriggeredAt).ThenBy(row => row.Id).Take(Group).ToListAsync(cancellationToken));
        var notes = new Dictionary<Guid, string?>();
        foreach (var entry in due)
        {
            try
            {
                notes[entry.Id] = await work.RunAsync(storeId, services => ApplyAsync(services, entry, cancellationToken));
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                await AgainAsync(entry, error, cancellationToken);
            }
        }

        // Written after the effects: a crash before this line applies them once more, which they must bear.
        foreach (var same in notes.GroupBy(note => note.Value, note => note.Key))
        {
            await EndAsync(storeId, [.. same], InboxState.Applied, same.Key, cancellationToken);
        }

        return due.Count > 0;
    }

    private static async Task<string?> ApplyAsync(IServiceProvider services, InboxEntry entry, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(entry.Body!);
        var delivery = new WebhookDelivery(entry.StoreId, entry.Topic, entry.WebhookId, entry.EventId, entry.TriggeredAt, body.RootElement);
        var effects = services.GetServices<IWebhookEffect>().Where(effect => effect.Topics.Contains(entry.Topic)).ToList();
        foreach (var effect in effects)
        {
            await effect.ApplyAsync(delivery, cancellationToken);
        }

        return effects.Count == 0 ? "Nothing here takes this topic any more." : null;
    }

    private async Task AgainAsync(InboxEntry entry, Exception error, CancellationToken cancellationToken)
    {
        var attempt = entry.Attempt + 1;
        var words = InboxWords.For(error);
        if (attempt >= Attempts)
        {
            Log.GivenUp(logger, entry.Topic, entry.StoreId, entry.WebhookId, error);
            WebhookTelemetry.Count(entry.Topic, "failed");
            await EndAsync(entry.StoreId, [entry.Id], InboxState.Failed, words, cancellationToken);
            return;
        }

        // Others go on meanwhile: effects bear any order, and one poisoned delivery must not hold a store up.
        Log.Again(logger, entry.Topic, entry.StoreId, attempt, error);
        var due = time.GetUtcNow() + (FirstWait * Math.Pow(2, attempt - 1));
        await work.RunAsync(entry.StoreId, services => Context(services).WebhookInbox.Where(row => row.Id == entry.Id).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.Attempt, attempt).SetProperty(one => one.DueAt, due).SetProperty(one => one.Message, words), cancellationToken));
    }

    private Task EndAsync(Guid storeId, List<Guid> ids, InboxState state, string? message, CancellationToken cancellationToken) =>
        work.RunAsync(storeId, services => Context(services).WebhookInbox.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, state).SetProperty(one => one.DueAt, (DateTimeOffset?)null).SetProperty(one => one.Message, message)
                .SetProperty(one => one.Attempt, one => one.Attempt + 1).SetProperty(one => one.Body, one => state == InboxState.Applied ? null : one.Body),
            cancellationToken));

    private async Task<DateTimeOffset?> SettleAsync(CommerceContext context, Guid storeId, IReadOnlyList<Guid> signals, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await context.WebhookInbox
            .Where(row => (row.State == InboxState.Applied && row.ReceivedAt < now - KeptApplied) || (row.State == InboxState.Failed && row.ReceivedAt < now - KeptFailed))
            .ExecuteDeleteAsync(cancellationToken);
        var next = await context.WebhookInbox.MinAsync(row => row.DueAt, cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The signals go with the last line of the turn: a turn that died leaves them, and the sweep starts another.
        await context.WebhookSignals.Where(signal => signals.Contains(signal.Id)).ExecuteDeleteAsync(cancellationToken);
        if (next is { } due)
        {
            context.WebhookSignals.Add(new InboxSignal { Id = Guid.CreateVersion7(now), StoreId = storeId, DueAt = due });
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    private static CommerceContext Context(IServiceProvider services) => services.GetRequiredService<CommerceContext>();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A {Topic} of store {StoreId} is tried again after attempt {Attempt}")]
        public static partial void Again(ILogger logger, string topic, Guid storeId, int attempt, Exception error);

        [LoggerMessage(2, LogLevel.Error, "A {Topic} of store {StoreId} was given up: delivery {WebhookId}")]
        public static partial void GivenUp(ILogger logger, string topic, Guid storeId, string webhookId, Exception error);
    }
}
