using Commerce.Providers.Callbacks;
using Commerce.Providers.Fal;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>The keys fal signs its callbacks with, kept for as long as fal allows.</summary>
public sealed class FalKeys(IHttpClientFactory factory, IOptions<RoutingOptions> options, TimeProvider time) : IDisposable
{
    // Forged callbacks, or a key set that cannot be had, must not make us ask again and again.
    private static readonly TimeSpan RestBetween = TimeSpan.FromMinutes(1);

    private static readonly Uri Published = new("https://rest.fal.ai/.well-known/jwks.json");

    private readonly SemaphoreSlim asking = new(1);
    private FalCallback? keys;
    private DateTimeOffset until;
    private DateTimeOffset rests;

    /// <summary>Judges one delivery. None is believed while the keys cannot be had; a signature that no key made has them asked for anew, for fal may have changed them.</summary>
    public async ValueTask<CallbackVerdict> VerifyAsync(CallbackHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (now >= until)
            {
                keys = null;
                await RenewAsync(now, cancellationToken);
            }

            var verdict = Judge(headers, body, now);
            return verdict is CallbackVerdict.Refused { Why: CallbackRefusal.BadSignature } && await RenewAsync(now, cancellationToken) ? Judge(headers, body, now) : verdict;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();

    private CallbackVerdict Judge(CallbackHeaders headers, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        keys?.Verify(headers, body.Span, now) ?? new CallbackVerdict.Refused(CallbackRefusal.BadSignature);

    private async Task<bool> RenewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now < rests)
        {
            return false;
        }

        rests = now + RestBetween;
        if (await AskAsync(cancellationToken) is not { } fresh)
        {
            return false;
        }

        (keys, until) = (fresh, now + FalCallback.KeysLast);
        return true;
    }

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
