using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenAi;

/// <summary>
/// Pictures by OpenAI: from words, from other pictures, and changed within a mask. Answers at once, in base64. Source: OpenAI's
/// OpenAPI document of 21 August 2026.
/// </summary>
public sealed class OpenAiImages : AtOnceClient, IImageClient, IKeyCheck, IModelList
{
    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is OpenAI's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public OpenAiImages(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), OpenAiFailures.Read);
    }

    /// <inheritdoc/>
    public override string Vendor => "openai";

    /// <inheritdoc/>
    public async Task<Job> SubmitAsync(ImageRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        var body = new JsonObject { ["model"] = request.Model.Id, ["prompt"] = request.PromptText, ["n"] = request.Count, ["size"] = Size(request.Ratio), ["output_format"] = "png" };
        if (request.Transparent) body["background"] = "transparent";
        if (request.Task != WorkTask.TextToImage) body["images"] = new JsonArray([.. request.References.Select(Picture)]);
        if (request.Mask is not null) body["mask"] = Picture(request.Mask);
        return Read(request.Model.Id, await http.PostAsync(request.Task == WorkTask.TextToImage ? "/v1/images/generations" : "/v1/images/edits", body, ct));
    }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken ct) => http.GetAsync("/v1/models", ct);

    /// <summary>OpenAI lists all its models, those of text too, with the day that was announced for their end.</summary>
    /// <exception cref="VendorException">When the list cannot be had.</exception>
    public async Task<IReadOnlyList<ListedModel>> AskAfterAsync(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        [.. (await http.GetAsync("/v1/models", ct)).At("data").Items().Where(item => item.At("id").Text() is not null).Select(item => new ListedModel(item.At("id").Text()!, item.At("shutdown_date").Day()))];

    private static Job Read(string model, JsonNode answer)
    {
        var type = $"image/{answer.At("output_format").Text() ?? "png"}";
        var job = Job.Made("", model, [.. answer.At("data").Items().Select(item => item.At("b64_json").Held(type)).OfType<JobOutput>()]);
        return answer.At("usage").At("total_tokens").Number() is { } tokens ? job with { Charge = new VendorCharge(tokens, "tokens") } : job;
    }

    private static JsonObject Picture(MediaInput input) => new() { ["image_url"] = input.Link() };

    private static string Size(string? ratio) => ratio switch
    {
        "1:1" => "1024x1024",
        "3:2" => "1536x1024",
        "2:3" => "1024x1536",
        _ => "auto",
    };
}
