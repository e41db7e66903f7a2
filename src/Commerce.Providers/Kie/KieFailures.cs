using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kie;

/// <summary>kie's codes. They come in the body, with status 200 as well as with others.</summary>
internal static class KieFailures
{
    public static VendorFailure Unreadable { get; } = new(FailureKind.Unknown, "kie's answer cannot be read.");

    /// <summary>The failure of an answer with a status that says so.</summary>
    public static VendorFailure? Read(HttpStatusCode status, JsonNode? body) => body.At("code").Number() is { } code && code != 200 ? Of((int)code, body) : null;

    /// <summary>The failure of an answer with status 200; null when there is none.</summary>
    public static VendorFailure? Inside(JsonNode body) => body.At("code").Number() switch
    {
        200 => null,
        { } code => Of((int)code, body),
        null => Unreadable,
    };

    /// <summary>What went wrong with a task that was taken.</summary>
    public static VendorFailure OfTask(string? code, string? message)
    {
        var text = string.IsNullOrWhiteSpace(message) ? "kie could not make it and does not say why." : message;
        var kind = code switch
        {
            "402" => FailureKind.OutOfCredit,
            "408" => FailureKind.Overloaded,
            "422" => FailureKind.InvalidRequest,
            "429" => FailureKind.RateLimited,
            "455" => FailureKind.Overloaded,
            _ => Refusal(text) ? FailureKind.Refused : code == "400" ? FailureKind.InvalidRequest : FailureKind.Unknown,
        };
        return new VendorFailure(kind, text, code);
    }

    private static VendorFailure Of(int code, JsonNode? body)
    {
        // The pages disagree on the member's name.
        var message = body.At("msg").Text() ?? body.At("message").Text() ?? $"kie answered with code {code}.";
        var kind = code switch
        {
            401 or 403 => FailureKind.KeyRefused,
            402 or 433 => FailureKind.OutOfCredit,
            404 when message.Contains("model", StringComparison.OrdinalIgnoreCase) => FailureKind.ModelGone,
            408 => FailureKind.Timeout,
            422 when message.Contains("expired", StringComparison.OrdinalIgnoreCase) || message.Contains("14 days", StringComparison.Ordinal) => FailureKind.OutputExpired,
            429 => FailureKind.RateLimited,
            500 or 455 => FailureKind.Overloaded,
            505 => FailureKind.ModelGone,
            501 => FailureKind.Unknown,
            _ => Refusal(message) ? FailureKind.Refused : FailureKind.InvalidRequest,
        };
        return new VendorFailure(kind, message, $"{code}") { Status = (HttpStatusCode)code };
    }

    private static bool Refusal(string message) =>
        message.Contains("polic", StringComparison.OrdinalIgnoreCase) || message.Contains("unsafe", StringComparison.OrdinalIgnoreCase)
        || message.Contains("flagged", StringComparison.OrdinalIgnoreCase) || message.Contains("sensitive", StringComparison.OrdinalIgnoreCase);
}
