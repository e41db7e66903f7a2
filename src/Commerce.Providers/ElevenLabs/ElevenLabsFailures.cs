using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.ElevenLabs;

/// <summary>Reads ElevenLabs' errors: a <c>detail</c> that is an object, or a list of what is wrong with the fields.</summary>
internal static class ElevenLabsFailures
{
    public static VendorFailure? Read(HttpStatusCode status, JsonNode? body)
    {
        if (body.At("detail") is not { } detail) return null;
        if (detail is JsonArray) return new VendorFailure(FailureKind.InvalidRequest, detail.Items().Select(item => item.At("msg").Text()).FirstOrDefault() ?? "A field is wrong.", "validation");
        var code = detail.At("status").Text();
        var kind = code switch
        {
            "too_many_concurrent_requests" => FailureKind.RateLimited,
            "system_busy" => FailureKind.Overloaded,
            "quota_exceeded" => FailureKind.OutOfCredit,
            "detected_unusual_activity" or "content_against_policy" => FailureKind.Refused,
            "model_not_found" => FailureKind.ModelGone,
            _ => StatusFailure.Of(status),
        };
        return new VendorFailure(kind, detail.At("message").Text() ?? detail.Text() ?? "ElevenLabs does not say what is wrong.", code);
    }
}
