using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Publishing;

/// <summary>Work Shopify does after it has answered. Throws <see cref="ShopifyException"/>.</summary>
public sealed class Jobs(AdminClient admin, Backoff backoff, TimeProvider time)
{
    private static readonly AdminDocument Status = AdminDocument.Query("JobStatus");

    /// <summary>Whether the job is done. A job Shopify no longer knows counts as done: check its effect, not its name.</summary>
    public async Task<bool> IsDoneAsync(ShopAccess access, string jobId, CancellationToken ct) =>
        (await admin.SendAsync<Data>(access, Status, new { id = jobId }, ct)).Data.Job?.Done ?? true;

    /// <summary>Asks until the job is done; <see cref="ShopifyErrorKind.StillRunning"/> after <paramref name="longest"/>.</summary>
    public async Task WaitAsync(ShopAccess access, string jobId, TimeSpan longest, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; !await IsDoneAsync(access, jobId, ct); attempt++)
        {
            if (time.GetElapsedTime(started) >= longest) throw new ShopifyException(ShopifyErrorKind.StillRunning, $"Shopify is still reordering after {longest.TotalSeconds:0} seconds.");
            await Task.Delay(backoff.Delay(attempt, TimeSpan.FromMilliseconds(250)), time, ct);
        }
    }

    private sealed record Data(JobNode? Job);
}

internal sealed record JobNode(string Id, bool Done);
