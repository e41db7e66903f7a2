using Commerce.Jobs;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Commerce.Generations;

/// <summary>Which limits the operator has set, as read a moment ago. What a limit allows is always read anew, under its lock.</summary>
public sealed class PlaceLimits(NpgsqlDataSource source, IOptions<JobOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim reading = new(1);
    private Known? known;

    /// <summary>How long a place is kept without a sign of life; a little longer than the lease of the row that stands in it.</summary>
    public TimeSpan Length { get; } = TimeSpan.FromSeconds(options.Value.LeaseSeconds * 2);

    public async ValueTask<bool> AnyProviderAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).Providers.Count > 0;

    public async ValueTask<int?> OfStoreAsync(Guid storeId, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Stores.TryGetValue(storeId, out var places) ? places : null;

    public void Dispose() => reading.Dispose();

    private async ValueTask<Known> ReadAsync(CancellationToken cancellationToken)
    {
        if (known is { } current && time.GetElapsedTime(current.At) < Fresh)
        {
            return current;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            if (known is { } meanwhile && time.GetElapsedTime(meanwhile.At) < Fresh)
            {
                return meanwhile;
            }

            return known = await QueryAsync(cancellationToken);
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<Known> QueryAsync(CancellationToken cancellationToken)
    {
        var (providers, stores) = (new HashSet<string>(), new Dictionary<Guid, int>());
        await using var command = source.CreateCommand(
            """
            select provider, null::uuid, places from provider_limits
            union all select null, store_id, places from store_directory where places is not null
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (await reader.IsDBNullAsync(1, cancellationToken))
            {
                providers.Add(reader.GetString(0));
                continue;
            }

            stores.Add(reader.GetGuid(1), reader.GetInt32(2));
        }

        return new Known(providers, stores, time.GetTimestamp());
    }

    private sealed record Known(HashSet<string> Providers, Dictionary<Guid, int> Stores, long At);
}
