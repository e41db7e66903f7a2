using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Fal;

/// <summary>Reads fal's errors: a <c>detail</c> that is a text, or a list of what is wrong with the fields.</summary>
internal static class FalFailures
{
    public static VendorFailure? Read(HttpStatusCode status, JsonNode? body)
    {
        // The model is the address of an order; that a task is not known is said by whoever asks for one.
        if (body.At("detail") is not { } detail) return status == HttpStatusCode.NotFound ? new VendorFailure(FailureKind.ModelGone, "fal does not know the model.") : null;
        var first = detail.Items().FirstOrDefault();
        var (message, type) = (first.At("msg").Text() ?? detail.Text() ?? "fal does not say what is wrong.", first.At("type").Text());
        if (type == "content_policy_violation") return new VendorFailure(FailureKind.Refused, message, type);
        if (status == HttpStatusCode.NotFound) return new VendorFailure(FailureKind.ModelGone, message, type);
        var empty = status == HttpStatusCode.Forbidden && message.Contains("balance", StringComparison.OrdinalIgnoreCase);
        return new VendorFailure(empty ? FailureKind.OutOfCredit : StatusFailure.Of(status), message, type);
    }

    public static VendorFailure OfTask(string? message, string? type) => new(type switch
    {
        "content_policy_violation" => FailureKind.Refused,
        "request_timeout" or "startup_timeout" => FailureKind.Overloaded,
        "bad_request" => FailureKind.InvalidRequest,
        _ => FailureKind.Unknown,
    }, message ?? "fal could not make it and does not say why.", type);
}
