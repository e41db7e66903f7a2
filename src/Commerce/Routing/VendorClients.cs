using Commerce.Providers;
using Commerce.Providers.Fal;
using Commerce.Providers.Google;
using Commerce.Providers.Kie;
using Commerce.Providers.Kling;
using Commerce.Providers.OpenAi;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Replicate;
using Commerce.Providers.Runway;
using Commerce.Providers.Vendors;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>Makes the client of a vendor for a key. Clients are cheap; connections are shared.</summary>
public sealed class VendorClients(IHttpClientFactory factory, IOptions<RoutingOptions> options, TimeProvider time)
{
    public const string ClientName = "vendors";

    /// <exception cref="ArgumentException">There is no such vendor, or it does not make that.</exception>
    public IJobClient Of(string vendor, GenerationKind kind, VendorKey key)
    {
        var known = Vendor.Find(vendor) ?? throw new ArgumentException($"There is no vendor '{vendor}'.", nameof(vendor));
        var own = options.Value.Of(vendor);
        var http = HttpOf(vendor);
        return (vendor, kind) switch
        {
            ("kie", _) => new KieClient(http, Http(own.Files ?? known.Files!), key, time),
            ("openai", GenerationKind.Image) => new OpenAiImages(http, key, time),
            ("google", GenerationKind.Image) => new GoogleImages(http, key, time),
            ("google", GenerationKind.Video) => new GoogleVideos(http, key, time),
            ("fal", _) => new FalClient(http, key, time),
            ("replicate", _) => new ReplicateClient(http, key, time),
            ("kling", GenerationKind.Video) => new KlingClient(http, key, time),
            ("runway", _) => new RunwayClient(http, key, time),
            ("openrouter", GenerationKind.Image) => new OpenRouterImages(http, key, time),
            ("openrouter", GenerationKind.Video) => new OpenRouterVideos(http, key, time),
            _ => throw new ArgumentException($"{known.Name} does not make that.", nameof(kind)),
        };
    }

    /// <summary>Who tells what models a vendor has; null where it has no list.</summary>
    public IModelList? ListOf(string vendor, VendorKey key) => vendor switch
    {
        "openrouter" => new OpenRouterModels(HttpOf(vendor), key, time),
        "openai" => new OpenAiImages(HttpOf(vendor), key, time),
        "google" => new GoogleImages(HttpOf(vendor), key, time),
        "replicate" => new ReplicateClient(HttpOf(vendor), key, time),
        "fal" => new FalModels(Http(options.Value.Of(vendor).Address ?? Vendor.Find(vendor)!.Lists!), key, time),
        _ => null,
    };

    /// <summary>Asks a vendor something harmless with a key.</summary>
    /// <exception cref="VendorException">See <see cref="IKeyCheck.CheckAsync"/>.</exception>
    public Task CheckAsync(string vendor, VendorKey key, CancellationToken cancellationToken)
    {
        var kind = Vendor.Find(vendor) is { Images: false } ? GenerationKind.Video : GenerationKind.Image;
        return ((IKeyCheck)Of(vendor, kind, key)).CheckAsync(cancellationToken);
    }

    private HttpClient HttpOf(string vendor) => Http(options.Value.Of(vendor).Address ?? Vendor.Find(vendor)!.Address);

    private HttpClient Http(Uri address)
    {
        var http = factory.CreateClient(ClientName);
        http.BaseAddress = address;
        return http;
    }
}
