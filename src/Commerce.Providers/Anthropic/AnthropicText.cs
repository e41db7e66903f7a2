using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Anthropic;

/// <summary>Text by Anthropic's Messages interface. Source: Anthropic's OpenAPI document of 18 August 2026.</summary>
public sealed class AnthropicText : ITextClient
{
    private readonly VendorHttp http;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is Anthropic's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public AnthropicText(HttpClient http, VendorKey key, TimeProvider time) => this.http = new VendorHttp(http, key, time, request =>
    {
        key.AddTo(request, "x-api-key");
        request.Headers.Add("anthropic-version", "2023-06-01");
    }, Failure);

    /// <inheritdoc/>
    public string Vendor => "anthropic";

    /// <inheritdoc/>
    public async Task<TextAnswer> AnswerAsync(TextRequest request, CancellationToken ct)
    {
        var answer = await http.PostAsync("/v1/messages", Body(request, stream: false), ct);
        var reason = answer.At("stop_reason").Text();
        if (reason == "refusal") throw http.Clean(Refusal);
        var words = string.Concat(answer.At("content").Items().Where(part => part.At("type").Text() == "text").Select(part => part.At("text").Text()));
        if (words.Length == 0) throw http.Clean(new VendorFailure(FailureKind.Unknown, "Anthropic's answer holds no text."));
        var usage = answer.At("usage");
        return new TextAnswer(words, answer.At("model").Text() ?? request.Model.Id, reason != "max_tokens", (long)(usage.At("input_tokens").Number() ?? 0), (long)(usage.At("output_tokens").Number() ?? 0));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> StreamAsync(TextRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = VendorHttp.Json(Body(request, stream: true)) };
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        await foreach (var piece in ServerEvents.ReadAsync(response, ct))
        {
            if (piece.At("type").Text() == "message_stop") yield break;
            if (piece.At("type").Text() == "error") throw http.Clean(Of(piece.At("error"), FailureKind.Unknown));
            if (piece.At("delta").At("stop_reason").Text() == "refusal") throw http.Clean(Refusal);
            if (piece.At("delta").At("type").Text() == "text_delta") yield return piece.At("delta").At("text").Text() ?? "";
        }
        throw http.Clean(new VendorFailure(FailureKind.Timeout, "Anthropic's answer broke off."));
    }

    private static VendorFailure Refusal { get; } = new(FailureKind.Refused, "Anthropic's model refuses.", "refusal");

    private static JsonObject Body(TextRequest request, bool stream)
    {
        var body = new JsonObject
        {
            ["model"] = request.Model.Id, ["max_tokens"] = request.MostTokens, ["stream"] = stream,
            ["messages"] = new JsonArray([.. request.Turns.Select(turn => new JsonObject { ["role"] = turn.Mine ? "assistant" : "user", ["content"] = turn.Words })]),
        };
        if (request.Instructions is not null) body["system"] = request.Instructions;
        if (request.Shape is { } shape) body["output_config"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = shape.Schema.DeepClone() } };
        return body;
    }

    private static VendorFailure? Failure(HttpStatusCode status, JsonNode? body) => body.At("error") is { } error ? Of(error, StatusFailure.Of(status)) : null;

    private static VendorFailure Of(JsonNode? error, FailureKind otherwise)
    {
        var type = error.At("type").Text();
        var kind = type switch
        {
            "billing_error" => FailureKind.OutOfCredit,
            "rate_limit_error" => FailureKind.RateLimited,
            "overloaded_error" or "api_error" => FailureKind.Overloaded,
            "timeout_error" => FailureKind.Timeout,
            "not_found_error" => FailureKind.ModelGone,
            "invalid_request_error" => FailureKind.InvalidRequest,
            "authentication_error" or "permission_error" => FailureKind.KeyRefused,
            _ => otherwise,
        };
        return new VendorFailure(kind, error.At("message").Text() ?? "Anthropic does not say what is wrong.", type);
    }
}
