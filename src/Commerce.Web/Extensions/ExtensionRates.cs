using System.Globalization;
using System.Threading.RateLimiting;

namespace Commerce.Web.Extensions;

/// <summary>
/// Keeps one store's extensions and workflows from taking this process for themselves. It protects the process and is not
/// shared between processes: what a store may do in all is bounded by its credits.
/// </summary>
public sealed class ExtensionRates : IDisposable
{
    /// <summary>Requests a store may send at once after a pause.</summary>
    public const int Burst = 60;

    private const int PerSecond = 5;

    private readonly PartitionedRateLimiter<Guid> stores = PartitionedRateLimiter.Create<Guid, Guid>(store => RateLimitPartition.GetTokenBucketLimiter(
        store, _ => new TokenBucketRateLimiterOptions { TokenLimit = Burst, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));

    /// <summary>Null when the store may go on; the refusal otherwise, with the time to wait in its header.</summary>
    public IResult? Refuse(Guid storeId, HttpResponse response)
    {
        using var lease = stores.AttemptAcquire(storeId);
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var given) ? given : TimeSpan.FromSeconds(1);
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Results.Json(new Problem("too_many_requests", "Too many requests at once. Try again in a moment."), statusCode: StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => stores.Dispose();
}
