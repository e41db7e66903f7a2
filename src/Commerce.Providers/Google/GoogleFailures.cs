using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Google;

/// <summary>Reads Google's errors, which carry a word of their own beside the status.</summary>
internal static class GoogleFailures
{
    private static readonly string[] Forbidding = ["policy", "policies", "responsible AI", "usage guidelines", "safety filter", "sensitive word", "sensitive content", "prohibited", "harmful"];

    public static VendorFailure? Read(HttpStatusCode status, JsonNode? body) => body.At("error") is { } error ? Of(error, StatusFailure.Of(status)) : null;

    /// <summary>An error within an answer.</summary>
    public static VendorFailure Of(JsonNode? error, FailureKind otherwise)
    {
        var (word, message) = (error.At("status").Text() ?? error.At("code").Text(), error.At("message").Text() ?? "Google does not say what is wrong.");
        var kind = word switch
        {
            "RESOURCE_EXHAUSTED" => FailureKind.RateLimited,
            "UNAVAILABLE" or "INTERNAL" => FailureKind.Overloaded,
            "DEADLINE_EXCEEDED" => FailureKind.Timeout,
            "NOT_FOUND" => FailureKind.ModelGone,
            "FAILED_PRECONDITION" when message.Contains("billing", StringComparison.OrdinalIgnoreCase) => FailureKind.OutOfCredit,
            "PERMISSION_DENIED" or "UNAUTHENTICATED" => FailureKind.KeyRefused,
            // A key that Google does not know is a wrong argument to it.
            "INVALID_ARGUMENT" when message.Contains("API key", StringComparison.OrdinalIgnoreCase) => FailureKind.KeyRefused,
            // What breaks the rules of content is a wrong argument, too, or comes with a word of its own.
            not "FAILED_PRECONDITION" when Refuses(word ?? "") || RefusesInWords(message) => FailureKind.Refused,
            "INVALID_ARGUMENT" or "FAILED_PRECONDITION" => FailureKind.InvalidRequest,
            _ => otherwise,
        };
        return new VendorFailure(kind, message, word, error.At("details").Items().Select(detail => Wait(detail.At("retryDelay").Text())).FirstOrDefault(wait => wait is not null));
    }

    /// <summary>Whether Google's word for why it stopped means that the rules of content forbid it.</summary>
    public static bool Refuses(string reason) => reason.Contains("SAFETY", StringComparison.Ordinal) || reason.Contains("PROHIBITED", StringComparison.Ordinal) || reason is "BLOCKLIST" or "RECITATION" or "IMAGE_RECITATION" or "SPII";

    private static bool RefusesInWords(string message) => Forbidding.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Written as seconds with an s, such as 34.07s.
    private static TimeSpan? Wait(string? text) =>
        text is [.. var number, 's'] && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
