using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Commerce.Providers.OpenAi;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.DeepSeek;

/// <summary>
/// Text by DeepSeek, in the shape of OpenAI's chat completions. It promises valid JSON but no schema, so a wished shape goes into the
/// instructions and the answer has to be checked. Source: api-docs.deepseek.com; there is no official document.
/// </summary>
public sealed class DeepSeekText : ITextClient
{
    private readonly VendorHttp http;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is DeepSeek's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public DeepSeekText(HttpClient http, VendorKey key, TimeProvider time) =>
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), OpenAiFailures.Read);

    /// <inheritdoc/>
    public string Vendor => "deepseek";

    /// <inheritdoc/>
    public async Task<TextAnswer> AnswerAsync(TextRequest request, CancellationToken ct)
    {
        var answer = await http.PostAsync("/chat/completions", Body(request, stream: false), ct);
        var choice = answer.At("choices").Items().FirstOrDefault();
        var reason = Reason(choice);
        if (choice.At("message").At("content").Text() is not { Length: > 0 } words) throw http.Clean(new VendorFailure(FailureKind.Unknown, "DeepSeek's answer holds no text."));
        var usage = answer.At("usage");
        return new TextAnswer(words, answer.At("model").Text() ?? request.Model.Id, reason != "length", (long)(usage.At("prompt_tokens").Number() ?? 0), (long)(usage.At("completion_tokens").Number() ?? 0));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> StreamAsync(TextRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/chat/completions") { Content = VendorHttp.Json(Body(request, stream: true)) };
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        await foreach (var piece in ServerEvents.ReadAsync(response, ct))
        {
            var choice = piece.At("choices").Items().FirstOrDefault();
            if (choice.At("delta").At("content").Text() is { Length: > 0 } words) yield return words;
            if (Reason(choice) is not null) yield break;
        }
        throw http.Clean(new VendorFailure(FailureKind.Timeout, "DeepSeek's answer broke off."));
    }

    private string? Reason(JsonNode? choice) => choice.At("finish_reason").Text() switch
    {
        "content_filter" => throw http.Clean(new VendorFailure(FailureKind.Refused, "DeepSeek's filter stopped the answer.", "content_filter")),
        "insufficient_system_resource" => throw http.Clean(new VendorFailure(FailureKind.Overloaded, "DeepSeek stopped for want of resources.", "insufficient_system_resource")),
        var reason => reason,
    };

    private static JsonObject Body(TextRequest request, bool stream)
    {
        var told = request.Shape is null ? request.Instructions : $"{request.Instructions}\nAnswer with JSON only, of this schema: {request.Shape.Schema.ToJsonString()}".Trim();
        var messages = request.Turns.Select(turn => Message(turn.Mine ? "assistant" : "user", turn.Words));
        if (told is not null) messages = messages.Prepend(Message("system", told));
        var body = new JsonObject { ["model"] = request.Model.Id, ["messages"] = new JsonArray([.. messages]), ["max_tokens"] = request.MostTokens, ["stream"] = stream };
        if (request.Shape is not null) body["response_format"] = new JsonObject { ["type"] = "json_object" };
        return body;
    }

    private static JsonObject Message(string role, string words) => new() { ["role"] = role, ["content"] = words };
}
