using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Google;

/// <summary>Pictures by Gemini's image models. Answers at once; edits go by words, for there is no mask. Source: the Gemini document of 22 August 2026.</summary>
public sealed class GoogleImages : AtOnceClient, IImageClient, IKeyCheck, IModelList
{
    private const string Named = "models/";
    private const int MostPages = 20;

    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is the Gemini interface's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public GoogleImages(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.AddTo(request, "x-goog-api-key"), GoogleFailures.Read);
    }

    /// <inheritdoc/>
    public override string Vendor => "google";

    /// <inheritdoc/>
    public async Task<Job> SubmitAsync(ImageRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        var body = new JsonObject
        {
            ["contents"] = new JsonArray(new JsonObject { ["role"] = "user", ["parts"] = new JsonArray([new JsonObject { ["text"] = request.PromptText }, .. request.References.Select(Part)]) }),
            ["generationConfig"] = new JsonObject { ["responseModalities"] = new JsonArray("TEXT", "IMAGE"), ["imageConfig"] = Shape(request) },
        };
        return Read(request.Model.Id, await http.PostAsync($"/v1beta/models/{request.Model.Id}:generateContent", body, ct));
    }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken ct) => http.GetAsync("/v1beta/models?pageSize=1", ct);

    /// <summary>Google lists its models in pages, and no days.</summary>
    /// <exception cref="VendorException">When a page cannot be had.</exception>
    public async Task<IReadOnlyList<ListedModel>> AskAfterAsync(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var listed = new List<ListedModel>();
        string? next = "";
        for (var page = 0; next is not null; page++)
        {
            if (page == MostPages) throw http.Clean(new VendorFailure(FailureKind.Unknown, "Google's list of models does not end."));
            var answer = await http.GetAsync($"/v1beta/models?pageSize=1000{(next.Length > 0 ? $"&pageToken={Uri.EscapeDataString(next)}" : "")}", ct);
            listed.AddRange(answer.At("models").Items().Select(item => item.At("name").Text()).OfType<string>().Select(name => new ListedModel(name.StartsWith(Named, StringComparison.Ordinal) ? name[Named.Length..] : name)));
            next = answer.At("nextPageToken").Text() is { Length: > 0 } more ? more : null;
        }
        return listed;
    }

    private Job Read(string model, JsonNode answer)
    {
        if (answer.At("promptFeedback").At("blockReason").Text() is { } block) throw http.Clean(new VendorFailure(FailureKind.Refused, $"Google refuses the prompt: {block}.", block));
        var candidates = answer.At("candidates").Items().ToList();
        var pictures = candidates.SelectMany(candidate => candidate.At("content").At("parts").Items()).Select(part => part.At("inlineData"))
            .Select(data => data.At("data").Held(data.At("mimeType").Text() ?? "image/png")).OfType<JobOutput>().ToList();
        var reason = candidates.Select(candidate => candidate.At("finishReason").Text()).FirstOrDefault(reason => reason is not (null or "STOP" or "MAX_TOKENS"));
        if (pictures.Count == 0 && reason is not null) return Job.Lost("", model, http.Kept(new VendorFailure(GoogleFailures.Refuses(reason) ? FailureKind.Refused : FailureKind.Unknown, $"Google made no picture: {reason}.", reason)));
        var job = Job.Made("", model, pictures);
        return answer.At("usageMetadata").At("totalTokenCount").Number() is { } tokens ? job with { Charge = new VendorCharge(tokens, "tokens") } : job;
    }

    private static JsonObject Shape(ImageRequest request)
    {
        var shape = new JsonObject();
        if (request.Ratio is not null) shape["aspectRatio"] = request.Ratio;
        if (request.Resolution is not null) shape["imageSize"] = request.Resolution;
        return shape;
    }

    private static JsonObject Part(MediaInput input) => input is MediaInput.Held held
        ? new JsonObject { ["inlineData"] = new JsonObject { ["mimeType"] = held.MimeType, ["data"] = Convert.ToBase64String(held.Bytes.Span) } }
        : throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, "Google takes pictures as files only, not by address.", "cannot-references"));
}
