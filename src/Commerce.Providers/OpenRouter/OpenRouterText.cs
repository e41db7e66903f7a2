using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenRouter;

/// <summary>
/// Text by models of many makers through OpenRouter. A shaped answer goes only to makers who can hold to a schema. Source:
/// OpenRouter's OpenAPI document of 22 August 2026.
/// </summary>
public sealed class OpenRouterText : ITextClient
{
    private const string Path = "/api/v1/chat/completions";

    private readonly VendorHttp http;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is OpenRouter's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public OpenRouterText(HttpClient http, VendorKey key, TimeProvider time) =>
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), OpenRouterFailures.Read);

    /// <inheritdoc/>
    public string Vendor => "openrouter";

    /// <inheritdoc/>
    public async Task<TextAnswer> AnswerAsync(TextRequest request, CancellationToken ct)
    {
        var answer = await http.PostAsync(Path, Body(request, stream: false), ct);
        var choice = answer.At("choices").Items().FirstOrDefault();
        var reason = Reason(answer, choice);
        if (choice.At("message").At("refusal").Text() is { Length: > 0 } refusal) throw http.Clean(new VendorFailure(FailureKind.Refused, refusal, "refusal"));
        if (choice.At("message").At("content").Text() is not { Length: > 0 } words) throw http.Clean(new VendorFailure(FailureKind.Unknown, "OpenRouter's answer holds no text."));
        var usage = answer.At("usage");
        return new TextAnswer(words, answer.At("model").Text() ?? request.Model.Id, reason != "length", (long)(usage.At("prompt_tokens").Number() ?? 0), (long)(usage.At("completion_tokens").Number() ?? 0));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> StreamAsync(TextRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Path) { Content = VendorHttp.Json(Body(request, stream: true)) };
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        await foreach (var piece in ServerEvents.ReadAsync(response, ct))
        {
            var choice = piece.At("choices").Items().FirstOrDefault();
            var reason = Reason(piece, choice);
            if (choice.At("delta").At("content").Text() is { Length: > 0 } words) yield return words;
            if (reason is not null) yield break;
        }
        throw http.Clean(new VendorFailure(FailureKind.Timeout, "OpenRouter's answer broke off."));
    }

    private string? Reason(JsonNode? answer, JsonNode? choice)
    {
        if ((answer.At("error") ?? choice.At("error")) is { } error) throw http.Clean(OpenRouterFailures.Of(error));
        return choice.At("finish_reason").Text() switch
        {
            "content_filter" => throw http.Clean(new VendorFailure(FailureKind.Refused, "The maker's filter stopped the answer.", "content_filter")),
            "error" => throw http.Clean(new VendorFailure(FailureKind.Unknown, "The maker failed within the answer.", "error")),
            var reason => reason,
        };
    }

    private static JsonObject Body(TextRequest request, bool stream)
    {
        var messages = request.Turns.Select(turn => Message(turn.Mine ? "assistant" : "user", turn.Words));
        if (request.Instructions is not null) messages = messages.Prepend(Message("system", request.Instructions));
        var body = new JsonObject { ["model"] = request.Model.Id, ["messages"] = new JsonArray([.. messages]), ["max_tokens"] = request.MostTokens, ["stream"] = stream };
        if (request.Shape is not { } shape) return body;
        body["response_format"] = new JsonObject { ["type"] = "json_schema", ["json_schema"] = new JsonObject { ["name"] = shape.Name, ["strict"] = true, ["schema"] = shape.Schema.DeepClone() } };
        body["provider"] = new JsonObject { ["require_parameters"] = true };
        return body;
    }

    private static JsonObject Message(string role, string words) => new() { ["role"] = role, ["content"] = words };
}
