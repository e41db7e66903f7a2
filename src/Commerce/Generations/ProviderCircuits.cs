using System.Collections.Concurrent;
using Commerce.Alerts;
using Commerce.Jobs;
using Commerce.Media;
using Commerce.Providers;
using Npgsql;

namespace Commerce.Generations;

/// <summary>
/// Leaves a provider alone that does not answer, for all processes and stores at once: after so many technical failures
/// without an answer between them nothing is asked for a while, then one row tries, and the first answer opens the way
/// again. A refusal is an answer, but one of the key itself shuts the way at once: nothing works with it until it is mended. While all goes well nothing is written, and read once a second. As long as the way is shut
/// an alert is open, one for all processes.
/// </summary>
public sealed class ProviderCircuits(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>Failures in a row after which a provider is left alone.</summary>
    public const int Most = 10;

    /// <summary>Code of a failure that is the shop's and not the provider's: its picture could not be had.</summary>
    public const string SourceCode = "source-unreachable";

    /// <summary>The first rest; it doubles with each try that fails.</summary>
    public static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(15);

    /// <summary>Code of a failure that is the key's: whatever is ordered with it fails.</summary>
    public const string KeyCode = "key-refused";

    // Follows a statement named changed, and is one with it: a process that dies leaves the way shut and the alert open, or neither.
    // A key of a store's own has its store behind its name; that one is its owner's to mend and alarms nobody here.
    private const string Alerting =
        $"""
        , told as (
          insert into alerts (id, code, subject, first_seen, last_seen)
          select $3, case when code is null then $4 else '{AlertCodes.KeyRefused}' end, provider, $2, $2 from changed where probe_at is not null and (code is null or provider not like '% %')
          on conflict (code, subject) where resolved_at is null do update set times = alerts.times + 1, last_seen = excluded.last_seen
        )
        select failures, probe_at, code from changed
        """;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, View> views = new();
    private long order;

    /// <summary>Until when the provider is to be left alone; null to go ahead. Of all who ask after a rest, one is told to go ahead.</summary>
    public async ValueTask<DateTimeOffset?> RestsUntilAsync(string provider, CancellationToken cancellationToken)
    {
        var view = await LookAsync(provider, cancellationToken);
        if (view.ProbeAt is not { } probe)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (probe > now)
        {
            return probe;
        }

        // Counted as failed before it is tried: a process that dies on the way leaves the next rest behind, not an open door.
        var tried = await WriteAsync(
            """
            with changed as (
              update provider_circuits set failures = failures + 1, probe_at = $2 + least($5, $6 * power(2, failures + 1 - $7))
              where provider = $1 and probe_at <= $2 returning provider, failures, probe_at, code
            )
            """ + Alerting,
            provider, cancellationToken, now, Guid.CreateVersion7(now), AlertCodes.ProviderSilent, LongestRest, FirstRest, Most);
        return tried is null ? (await ReadAsync(provider, cancellationToken)).ProbeAt : null;
    }

    /// <summary>Until when the provider is to be left alone, as far as is known here; null to go ahead. Nobody is told to try by this.</summary>
    public async ValueTask<CircuitRest?> RestingAsync(string provider, CancellationToken cancellationToken) =>
        await LookAsync(provider, cancellationToken) is { ProbeAt: { } probe } view && probe > time.GetUtcNow() ? new CircuitRest(probe, view.Code == KeyCode) : null;

    /// <summary>The provider could not be reached, did not answer in time, was overloaded, or said what nobody understands.</summary>
    public async ValueTask FailedAsync(string provider, CancellationToken cancellationToken)
    {
        var (now, asked) = (time.GetUtcNow(), Tick());
        var counted = await WriteAsync(
            """
            with changed as (
              insert into provider_circuits as circuit (provider, failures) values ($1, 1)
              on conflict (provider) do update set
                failures = circuit.failures + 1,
                opened_at = case when circuit.failures + 1 >= $5 then $2 end,
                probe_at = case when circuit.failures + 1 >= $5 then $2 + $6 end
              where circuit.opened_at is null
              returning provider, failures, probe_at, code
            )
            """ + Alerting,
            provider, cancellationToken, now, Guid.CreateVersion7(now), AlertCodes.ProviderSilent, Most, FirstRest);
        if (counted is not null)
        {
            Keep(provider, counted, asked);
        }
    }

    /// <summary>The provider does not take the key: nothing is asked with it for as long as rests last, then one row tries.</summary>
    public async ValueTask KeyRefusedAsync(string provider, CancellationToken cancellationToken)
    {
        var (now, asked) = (time.GetUtcNow(), Tick());
        var shut = await WriteAsync(
            """
            with changed as (
              insert into provider_circuits as circuit (provider, failures, opened_at, probe_at, code) values ($1, $5, $2, $2 + $6, $7)
              on conflict (provider) do update set
                failures = greatest(circuit.failures, excluded.failures), opened_at = coalesce(circuit.opened_at, excluded.opened_at),
                probe_at = greatest(circuit.probe_at, excluded.probe_at), code = excluded.code
              returning provider, failures, probe_at, code
            )
            """ + Alerting,
            provider, cancellationToken, now, Guid.CreateVersion7(now), AlertCodes.ProviderSilent, Most, LongestRest, KeyCode);
        Keep(provider, shut!, asked);
    }

    /// <summary>The provider answered, be it with a refusal.</summary>
    public async ValueTask AnsweredAsync(string provider, CancellationToken cancellationToken)
    {
        if (!views.TryGetValue(provider, out var view) || view.Failures == 0)
        {
            return;
        }

        await OpenAsync(provider, cancellationToken);
    }

    /// <summary>Opens the way again: the provider answered, or the key was mended.</summary>
    public async ValueTask OpenAsync(string provider, CancellationToken cancellationToken)
    {
        views[provider] = new View(0, null, null, time.GetTimestamp(), Tick());

        // Both or neither. Two statements, for the first may have waited for the one that shut the way: the second sees its alert.
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("update provider_circuits set failures = 0, opened_at = null, probe_at = null, code = null where provider = $1 and failures > 0")
        {
            Parameters = { new() { Value = provider } },
        });
        batch.BatchCommands.Add(new(
            """
            update alerts set resolved_at = $2 where code = any($3) and subject = $1 and resolved_at is null
              and exists (select from provider_circuits where provider = $1 and opened_at is null)
            """)
        {
            Parameters = { new() { Value = provider }, new() { Value = time.GetUtcNow() }, new() { Value = new[] { AlertCodes.ProviderSilent, AlertCodes.KeyRefused } } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes a failure for what it is: the provider's, its answer to one order, or nothing that concerns it.</summary>
    public ValueTask HearAsync(string provider, Exception error, CancellationToken cancellationToken) => error switch
    {
        ProviderException { Code: KeyCode } => KeyRefusedAsync(provider, cancellationToken),
        _ when IsTechnical(error) => FailedAsync(provider, cancellationToken),
        ProviderException { Retryable: false } => AnsweredAsync(provider, cancellationToken),
        _ => ValueTask.CompletedTask,
    };

    /// <summary>Whether a failure says that the provider is not well, rather than that it did not like one order.</summary>
    public static bool IsTechnical(Exception error) => error switch
    {
        ProviderException refused => refused.Retryable && refused.Code != SourceCode,
        OperationCanceledException or System.Data.Common.DbException or ProviderRestsException or LostLeaseException or MediaException { OfThisMachine: true } => false,
        _ => true,
    };

    private async ValueTask<View> LookAsync(string provider, CancellationToken cancellationToken) =>
        views.TryGetValue(provider, out var view) && time.GetElapsedTime(view.ReadAt) < Fresh ? view : await ReadAsync(provider, cancellationToken);

    private async Task<View> ReadAsync(string provider, CancellationToken cancellationToken)
    {
        var asked = Tick();
        var read = await WriteAsync("select failures, probe_at, code from provider_circuits where provider = $1", provider, cancellationToken);
        return Keep(provider, read ?? new View(0, null, null, time.GetTimestamp(), Tick()), asked);
    }

    /// <summary>Rows ask side by side: an answer to a question put before the way was seen shut must not open it again.</summary>
    private View Keep(string provider, View latest, long asked) =>
        views.AddOrUpdate(provider, latest, (_, known) => known.ProbeAt is not null && latest.ProbeAt is null && asked < known.Seen ? known : latest);

    private async Task<View?> WriteAsync(string sql, string provider, CancellationToken cancellationToken, params IReadOnlyList<object> values)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(provider);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new View(row.GetInt32(0), await row.IsDBNullAsync(1, cancellationToken) ? null : await row.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken),
                await row.IsDBNullAsync(2, cancellationToken) ? null : row.GetString(2), time.GetTimestamp(), Tick())
            : null;
    }

    private long Tick() => Interlocked.Increment(ref order);

    /// <summary>What this process last knew of a provider, and when in the order of all questions and answers it came to know it.</summary>
    private sealed record View(int Failures, DateTimeOffset? ProbeAt, string? Code, long ReadAt, long Seen);
}

/// <summary>A provider that is left alone.</summary>
/// <param name="Until">From when one row tries again.</param>
/// <param name="KeyRefused">Whether it is the key that it does not take; else it does not answer.</param>
public sealed record CircuitRest(DateTimeOffset Until, bool KeyRefused);
