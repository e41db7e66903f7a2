using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenRouter;

/// <summary>Reads OpenRouter's errors. Their code is a status, also where they come within an answer that looks well.</summary>
internal static class OpenRouterFailures
{
    public static VendorFailure? Read(HttpStatusCode status, JsonNode? body) => body.At("error") is { } error ? Of(error, status) : null;

    /// <summary>An error within an answer or a stream.</summary>
    public static VendorFailure Of(JsonNode error, HttpStatusCode? status = null)
    {
        var message = error.At("message").Text() ?? error.Text() ?? "OpenRouter does not say what is wrong.";
        var code = error.At("code").Number() is { } number ? (HttpStatusCode)(int)number : status;
        return new VendorFailure(Kind(code, message), message, code is null ? null : $"{(int)code}") { Status = code };
    }

    private static FailureKind Kind(HttpStatusCode? code, string message) => (int?)code switch
    {
        null or 400 or 403 when Refusal(message) => FailureKind.Refused,
        null => FailureKind.Unknown,
        400 when message.Contains("valid model", StringComparison.OrdinalIgnoreCase) => FailureKind.ModelGone,
        404 => FailureKind.ModelGone,
        // OpenRouter's own word for a maker that made nothing; where it is not in its own words, nobody knows.
        502 => FailureKind.Overloaded,
        _ => StatusFailure.Of(code!.Value),
    };

    private static bool Refusal(string message) =>
        message.Contains("moderation", StringComparison.OrdinalIgnoreCase) || message.Contains("flagged", StringComparison.OrdinalIgnoreCase) || message.Contains("content policy", StringComparison.OrdinalIgnoreCase);
}
