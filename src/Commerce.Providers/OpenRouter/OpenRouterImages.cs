using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenRouter;

/// <summary>Pictures by models of many makers through OpenRouter. Answers at once. Source: OpenRouter's OpenAPI document of 22 August 2026.</summary>
public sealed class OpenRouterImages : AtOnceClient, IImageClient, IKeyCheck
{
    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is OpenRouter's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public OpenRouterImages(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), OpenRouterFailures.Read);
    }

    /// <inheritdoc/>
    public override string Vendor => "openrouter";

    /// <summary>Asks about the key itself, for everybody may read the list of models.</summary>
    /// <exception cref="VendorException">When the key is wrong, or OpenRouter cannot be asked.</exception>
    public Task CheckAsync(CancellationToken ct) => http.GetAsync("/api/v1/key", ct);

    /// <inheritdoc/>
    public async Task<Job> SubmitAsync(ImageRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        var body = new JsonObject { ["model"] = request.Model.Id, ["prompt"] = request.PromptText };
        if (request.Count > 1) body["n"] = request.Count;
        if (request.Ratio is not null) body["aspect_ratio"] = request.Ratio;
        if (request.Resolution is not null) body["resolution"] = request.Resolution;
        if (request.Seed is not null) body["seed"] = request.Seed;
        if (request.Transparent) body["background"] = "transparent";
        if (request.References.Count > 0) body["input_references"] = OpenRouterMedia.References(request.References);
        var answer = await http.PostAsync("/api/v1/images", body, ct);
        if (answer.At("error") is { } error) throw http.Clean(OpenRouterFailures.Of(error));
        var pictures = answer.At("data").Items().Select(item => item.At("b64_json").Held(item.At("media_type").Text() ?? "image/png")).OfType<JobOutput>().ToList();
        return Job.Made("", request.Model.Id, pictures) with { Charge = answer.At("usage").At("cost").Number() is { } cost ? new VendorCharge(cost, "USD") : null };
    }
}
