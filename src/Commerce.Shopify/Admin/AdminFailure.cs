using System.Globalization;
using System.Text.Json;

namespace Commerce.Shopify.Admin;

/// <summary>Turns an answer that is not good into the exception that says what to do.</summary>
internal static class AdminFailure
{
    public static ShopifyException? OfStatus(HttpResponseMessage response, AdminDocument document)
    {
        var status = (int)response.StatusCode;
        if (status is >= 200 and < 300) return null;
        var requestId = RequestId(response);
        return status switch
        {
            401 => new(ShopifyErrorKind.Unauthorized, "Shopify does not accept the access token.") { RequestId = requestId },
            402 or 403 or 404 or 423 => new(ShopifyErrorKind.ShopUnavailable, $"The shop is not available (Shopify answered {status}).") { RequestId = requestId, Status = status },
            429 => new(ShopifyErrorKind.Throttled, "Shopify asks for fewer calls.") { RequestId = requestId, RetryAfter = RetryAfter(response) },
            408 or >= 500 => new(ShopifyErrorKind.Transient, $"Shopify answered {status} to {document.Name}.") { RequestId = requestId, OutcomeUnknown = !document.Repeatable },
            _ => new(ShopifyErrorKind.Refused, $"Shopify refused {document.Name} with {status}.") { RequestId = requestId },
        };
    }

    public static ShopifyException? OfErrors(JsonElement root, QueryCost? cost, AdminDocument document, string? requestId)
    {
        var errors = AdminEnvelope.TopLevel(root);
        if (errors.Count == 0) return null;
        var codes = errors.Select(error => error.Code).ToHashSet();
        if (codes.Contains("THROTTLED")) return new(ShopifyErrorKind.Throttled, "Shopify asks for fewer calls.", errors) { RequestId = requestId, RetryAfter = AdminEnvelope.WaitFor(cost), Cost = cost };
        var kind = KindOf(codes);
        var unknown = kind == ShopifyErrorKind.Transient && !document.Repeatable;
        return new(kind, $"{document.Name}: {string.Join(' ', errors.Select(error => error.Message))}", errors) { RequestId = requestId, OutcomeUnknown = unknown, Cost = cost };
    }

    public static ShopifyException? OfPayload(JsonElement data, QueryCost? cost, AdminDocument document, string? requestId)
    {
        var errors = AdminEnvelope.Payload(data);
        return errors.Count == 0 ? null : new(ShopifyErrorKind.UserErrors, $"{document.Name}: {string.Join(' ', errors.Select(error => error.Message))}", errors) { RequestId = requestId, Cost = cost };
    }

    public static string? RequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Request-Id", out var values) ? values.First() : null;

    private static ShopifyErrorKind KindOf(HashSet<string?> codes)
    {
        if (codes.Contains("ACCESS_DENIED")) return ShopifyErrorKind.AccessDenied;
        if (codes.Contains("SHOP_INACTIVE")) return ShopifyErrorKind.ShopUnavailable;
        if (codes.Contains("INTERNAL_SERVER_ERROR") || codes.Contains("TIMEOUT")) return ShopifyErrorKind.Transient;
        return ShopifyErrorKind.Refused;
    }

    // Shopify sends seconds, with a fraction ("2.0"), which the standard header parser does not read.
    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var values) && double.TryParse(values.First(), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 3600
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
