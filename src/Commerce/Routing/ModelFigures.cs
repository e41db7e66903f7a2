using Commerce.Providers.Catalogue;
using Npgsql;

namespace Commerce.Routing;

/// <summary>How models did lately, counted by all processes over all stores.</summary>
public sealed class ModelFigures(NpgsqlDataSource source, TimeProvider time) : IDisposable
{
    /// <summary>Days that count as lately.</summary>
    public const int Days = 3;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim reading = new(1);
    private (IReadOnlyDictionary<(string Vendor, string Model), LatelyFigure> Figures, long At)? known;

    /// <summary>Seconds from order to result and the share that failed, by vendor and model; read at most twice a minute.</summary>
    public async ValueTask<IReadOnlyDictionary<(string Vendor, string Model), LatelyFigure>> LatelyAsync(CancellationToken cancellationToken)
    {
        if (known is { } current && time.GetElapsedTime(current.At) < Fresh)
        {
            return current.Figures;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            if (known is not { } meanwhile || time.GetElapsedTime(meanwhile.At) >= Fresh)
            {
                known = (await ReadAsync(cancellationToken), time.GetTimestamp());
            }

            return known.Value.Figures;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Something was made.</summary>
    /// <param name="took">From order to result.</param>
    /// <param name="micros">Its cost in millionths of a US dollar; null where not known.</param>
    /// <param name="credits">What the store pays for it.</param>
    public Task DoneAsync(string vendor, string model, TimeSpan took, long? micros, int credits, CancellationToken cancellationToken) =>
        AddAsync(vendor, model, (1, 0, took.TotalSeconds, micros ?? 0, credits), null, cancellationToken);

    /// <summary>An order came to nothing.</summary>
    public Task FailedAsync(string vendor, string model, string code, CancellationToken cancellationToken) => AddAsync(vendor, model, (0, 1, 0, 0, 0), code, cancellationToken);

    /// <summary>A vendor charged for an order of which nothing came, for it was stopped.</summary>
    /// <param name="micros">In millionths of a US dollar.</param>
    public Task ChargedAsync(string vendor, string model, long micros, CancellationToken cancellationToken) => AddAsync(vendor, model, (0, 0, 0, micros, 0), null, cancellationToken);

    public void Dispose() => reading.Dispose();

    private async Task AddAsync(
        string vendor, string model, (long Done, long Failed, double Seconds, long Micros, long Credits) one, string? error, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = source.CreateCommand(
            """
            insert into model_days as day (vendor, model, day, done, failed, seconds, micros, credits, last_error, last_error_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $9::text is not null then $10::timestamptz end)
            on conflict (vendor, model, day) do update set
              done = day.done + excluded.done, failed = day.failed + excluded.failed, seconds = day.seconds + excluded.seconds, micros = day.micros + excluded.micros,
              credits = day.credits + excluded.credits, last_error = coalesce(excluded.last_error, day.last_error), last_error_at = coalesce(excluded.last_error_at, day.last_error_at)
            """);
        foreach (var value in (object[])[vendor, model, time.Today(), one.Done, one.Failed, one.Seconds, one.Micros, one.Credits, (object?)error ?? DBNull.Value, now])
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<IReadOnlyDictionary<(string Vendor, string Model), LatelyFigure>> ReadAsync(CancellationToken cancellationToken)
    {
        var figures = new Dictionary<(string, string), LatelyFigure>();
        await using var command = source.CreateCommand(
            "select vendor, model, sum(done)::bigint, sum(failed)::bigint, sum(seconds) from model_days where day >= $1 group by vendor, model");
        command.Parameters.AddWithValue(time.Today().AddDays(1 - Days));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (done, failed) = (reader.GetInt64(2), reader.GetInt64(3));
            figures[(reader.GetString(0), reader.GetString(1))] = new LatelyFigure(done > 0 ? reader.GetDouble(4) / done : null, (double)failed / Math.Max(1, done + failed));
        }

        return figures;
    }
}

/// <summary>How a model did lately.</summary>
/// <param name="Seconds">From order to result, on average; null when nothing was made.</param>
/// <param name="FailureShare">0 to 1.</param>
public sealed record LatelyFigure(double? Seconds, double FailureShare);
