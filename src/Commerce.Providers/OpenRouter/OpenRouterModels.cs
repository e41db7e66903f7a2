using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenRouter;

/// <summary>
/// OpenRouter's own lists of its models, as entries of a catalogue: what each can do, what its words cost, and the day after which it
/// may be removed. Source: OpenRouter's OpenAPI document of 22 August 2026.
/// </summary>
public sealed class OpenRouterModels : IModelList
{
    private const string Source = "OpenRouter's list of models";
    private const decimal Million = 1_000_000;

    private readonly VendorHttp http;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is OpenRouter's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public OpenRouterModels(HttpClient http, VendorKey key, TimeProvider time) =>
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), OpenRouterFailures.Read);

    /// <summary>Every model that makes text, pictures, videos or speech.</summary>
    /// <exception cref="VendorException">When a list cannot be had.</exception>
    public async Task<IReadOnlyList<ModelEntry>> ListAsync(CancellationToken ct)
    {
        var all = await ItemsAsync("/api/v1/models?output_modalities=all", ct);
        var ends = all.Select(item => (Id: Id(item), Until: item.At("expiration_date").Day())).Where(item => item.Until is not null).DistinctBy(item => item.Id).ToDictionary(item => item.Id, item => item.Until);
        var pictures = await ItemsAsync("/api/v1/images/models", ct);
        var videos = await ItemsAsync("/api/v1/videos/models", ct);
        return [.. all.Select(Words).OfType<ModelEntry>().Concat(pictures.Select(Picture)).Concat(videos.Select(Video))
            .Where(model => model.Id.Length > 0).DistinctBy(model => model.Id).Select(model => model with { Until = ends.GetValueOrDefault(model.Id) })];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ListedModel>> AskAfterAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => [.. (await ListAsync(ct)).Select(model => new ListedModel(model.Id, model.Until))];

    private async Task<IReadOnlyList<JsonNode?>> ItemsAsync(string path, CancellationToken ct) => [.. (await http.GetAsync(path, ct)).At("data").Items()];

    private static ModelEntry? Words(JsonNode? item)
    {
        var makes = Texts(item.At("architecture").At("output_modalities"));
        // Models that make pictures beside words are in the list of pictures, with what they can do.
        if (makes.Contains("image") || makes.Contains("video")) return null;
        List<WorkTask> tasks = [.. makes.Contains("text") ? [WorkTask.Text] : Array.Empty<WorkTask>(), .. makes.Contains("speech") ? [WorkTask.TextToSpeech] : Array.Empty<WorkTask>()];
        if (tasks.Count == 0) return null;
        var pricing = item.At("pricing");
        return Entry(item, tasks) with { Prices = [.. Price(pricing.At("prompt"), PriceUnit.MillionTokensIn), .. Price(pricing.At("completion"), PriceUnit.MillionTokensOut)] };
    }

    private static ModelEntry Picture(JsonNode? item)
    {
        var takes = Texts(item.At("architecture").At("input_modalities")).Contains("image");
        var can = item.At("supported_parameters");
        return Entry(item, takes ? [WorkTask.TextToImage, WorkTask.ImageToImage] : [WorkTask.TextToImage]) with
        {
            Ratios = Texts(can.At("aspect_ratio").At("values")), Resolutions = Texts(can.At("resolution").At("values")), Count = (int)Math.Max(1, can.At("n").At("max").Number() ?? 1),
            References = takes ? (int)(can.At("input_references").At("max").Number() ?? 1) : 0, Transparent = Texts(can.At("background").At("values")).Contains("transparent"),
        };
    }

    private static ModelEntry Video(JsonNode? item)
    {
        var frames = Texts(item.At("supported_frame_images"));
        return Entry(item, frames.Contains("first_frame") ? [WorkTask.TextToVideo, WorkTask.ImageToVideo] : [WorkTask.TextToVideo]) with
        {
            Ratios = Texts(item.At("supported_aspect_ratios")), Resolutions = Texts(item.At("supported_resolutions")), EndFrame = frames.Contains("last_frame"), Sound = item.At("generate_audio").Text() == "true", Callback = true,
            Seconds = [.. item.At("supported_durations").Items().Select(length => length.Number()).OfType<decimal>().Select(length => (int)length).Where(length => length > 0).Distinct().Order()],
        };
    }

    private static ModelEntry Entry(JsonNode? item, IReadOnlyList<WorkTask> tasks) => new() { Vendor = "openrouter", Id = Id(item), Tasks = tasks, Callback = false, Source = Source };

    private static string Id(JsonNode? item) => item.At("id").Text() ?? "";

    private static IEnumerable<ModelPrice> Price(JsonNode? each, PriceUnit unit) => each.Number() is { } usd and > 0 ? [new ModelPrice(unit, usd * Million)] : [];

    private static IReadOnlyList<string> Texts(JsonNode? list) => [.. list.Items().Select(item => item.Text()).OfType<string>()];
}
