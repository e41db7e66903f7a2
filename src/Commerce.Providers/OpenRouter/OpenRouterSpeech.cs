using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenRouter;

/// <summary>Words read aloud by models of many makers through OpenRouter. Answers at once. Source: OpenRouter's OpenAPI document of 22 August 2026.</summary>
public sealed class OpenRouterSpeech : AtOnceClient, ISpeechClient
{
    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is OpenRouter's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public OpenRouterSpeech(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), OpenRouterFailures.Read);
    }

    /// <inheritdoc/>
    public override string Vendor => "openrouter";

    /// <inheritdoc/>
    public async Task<Job> SubmitAsync(SpeechRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        if (request.Timestamps) throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, "OpenRouter does not tell when each letter is spoken.", "cannot-timestamps"));
        var body = new JsonObject { ["model"] = request.Model.Id, ["input"] = request.Words, ["voice"] = request.Voice, ["response_format"] = "mp3" };
        var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/audio/speech") { Content = VendorHttp.Json(body) };
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, ct);
        var sound = await response.Content.ReadAsByteArrayAsync(ct);
        var type = response.Content.Headers.ContentType?.MediaType;
        return Job.Made("", request.Model.Id, sound.Length > 0 && type?.StartsWith("audio/", StringComparison.Ordinal) == true ? [new JobOutput.Held(sound, type)] : []);
    }
}
