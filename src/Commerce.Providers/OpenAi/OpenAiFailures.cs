using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenAi;

/// <summary>Reads OpenAI's errors, whose shape others copy.</summary>
internal static class OpenAiFailures
{
    public static VendorFailure? Read(HttpStatusCode status, JsonNode? body) => body.At("error") is { } error ? Of(error, status) : null;

    /// <summary>An error within an answer or a stream.</summary>
    public static VendorFailure Of(JsonNode? error, HttpStatusCode? status = null)
    {
        var code = error.At("code").Text() ?? error.At("type").Text();
        var kind = code switch
        {
            "insufficient_quota" or "billing_hard_limit_reached" => FailureKind.OutOfCredit,
            "moderation_blocked" or "content_policy_violation" or "content_filter" => FailureKind.Refused,
            "model_not_found" or "model_deprecated" => FailureKind.ModelGone,
            "rate_limit_exceeded" => FailureKind.RateLimited,
            "server_error" or "overloaded" => FailureKind.Overloaded,
            _ => status is { } known ? StatusFailure.Of(known) : FailureKind.Unknown,
        };
        return new VendorFailure(kind, error.At("message").Text() ?? "OpenAI does not say what is wrong.", code);
    }
}
