using Commerce.Providers.Fal;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>The keys fal signs its callbacks with, kept for as long as fal allows.</summary>
public sealed class FalKeys(IHttpClientFactory factory, IOptions<RoutingOptions> options, TimeProvider time) : IDisposable
{
    // A forged callback must not make us ask again and again for a key set that cannot be had.
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromMinutes(1);

    private static readonly Uri Published = new("https://rest.fal.ai/.well-known/jwks.json");

    private readonly SemaphoreSlim asking = new(1);
    private FalCallback? keys;
    private DateTimeOffset until;

    /// <summary>A verifier with the current keys; null when they cannot be had.</summary>
    public async ValueTask<FalCallback?> ReadAsync(CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (now >= until)
            {
                keys = await AskAsync(cancellationToken) ?? keys;
                until = now + (keys is null ? RestAfterFailure : FalCallback.KeysLast);
            }

            return keys;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();

    private async Task<FalCallback?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var http = factory.CreateClient(VendorClients.ClientName);
            return FalCallback.Read(await http.GetByteArrayAsync(options.Value.Of("fal").KeySet ?? Published, cancellationToken));
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
