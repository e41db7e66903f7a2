using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenAi;

/// <summary>Text by OpenAI's Responses interface; OpenAI is asked to keep nothing. Source: OpenAI's OpenAPI document of 21 August 2026.</summary>
public sealed class OpenAiText : ITextClient
{
    private readonly VendorHttp http;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is OpenAI's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public OpenAiText(HttpClient http, VendorKey key, TimeProvider time) =>
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), OpenAiFailures.Read);

    /// <inheritdoc/>
    public string Vendor => "openai";

    /// <inheritdoc/>
    public async Task<TextAnswer> AnswerAsync(TextRequest request, CancellationToken ct)
    {
        var answer = await http.PostAsync("/v1/responses", Body(request, stream: false), ct);
        if (answer.At("status").Text() == "failed") throw http.Clean(OpenAiFailures.Of(answer.At("error")));
        if (answer.At("incomplete_details").At("reason").Text() == "content_filter") throw http.Clean(new VendorFailure(FailureKind.Refused, "OpenAI's filter stopped the answer.", "content_filter"));
        var parts = answer.At("output").Items().Where(item => item.At("type").Text() == "message").SelectMany(item => item.At("content").Items()).ToList();
        if (parts.Select(part => part.At("refusal").Text()).FirstOrDefault(text => text is not null) is { } refusal) throw http.Clean(new VendorFailure(FailureKind.Refused, refusal, "refusal"));
        var words = string.Concat(parts.Select(part => part.At("text").Text()));
        if (words.Length == 0) throw http.Clean(new VendorFailure(FailureKind.Unknown, "OpenAI's answer holds no text."));
        var usage = answer.At("usage");
        return new TextAnswer(words, answer.At("model").Text() ?? request.Model.Id, answer.At("status").Text() == "completed", (long)(usage.At("input_tokens").Number() ?? 0), (long)(usage.At("output_tokens").Number() ?? 0));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> StreamAsync(TextRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/v1/responses") { Content = VendorHttp.Json(Body(request, stream: true)) };
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        await foreach (var piece in ServerEvents.ReadAsync(response, ct))
        {
            switch (piece.At("type").Text())
            {
                case "response.output_text.delta":
                    yield return piece.At("delta").Text() ?? "";
                    break;
                case "response.completed" or "response.incomplete":
                    yield break;
                case "response.refusal.done":
                    throw http.Clean(new VendorFailure(FailureKind.Refused, piece.At("refusal").Text() ?? "OpenAI refuses.", "refusal"));
                case "response.failed":
                    throw http.Clean(OpenAiFailures.Of(piece.At("response").At("error")));
                case "error":
                    throw http.Clean(OpenAiFailures.Of(piece));
            }
        }
        throw http.Clean(new VendorFailure(FailureKind.Timeout, "OpenAI's answer broke off."));
    }

    private static JsonObject Body(TextRequest request, bool stream)
    {
        var body = new JsonObject
        {
            ["model"] = request.Model.Id, ["store"] = false, ["stream"] = stream, ["max_output_tokens"] = request.MostTokens,
            ["input"] = new JsonArray([.. request.Turns.Select(turn => new JsonObject { ["role"] = turn.Mine ? "assistant" : "user", ["content"] = turn.Words })]),
        };
        if (request.Instructions is not null) body["instructions"] = request.Instructions;
        if (request.Shape is { } shape) body["text"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "json_schema", ["name"] = shape.Name, ["strict"] = true, ["schema"] = shape.Schema.DeepClone() } };
        return body;
    }
}
