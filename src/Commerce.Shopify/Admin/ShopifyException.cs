namespace Commerce.Shopify.Admin;

/// <summary>An Admin API call or upload failed. The message never holds a token, a signed address or a document's variables.</summary>
public sealed class ShopifyException(ShopifyErrorKind kind, string message, IReadOnlyList<ShopifyError>? errors = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What to do about it.</summary>
    public ShopifyErrorKind Kind { get; } = kind;

    /// <summary>Shopify's own reasons; empty where it gave none.</summary>
    public IReadOnlyList<ShopifyError> Errors { get; } = errors ?? [];

    /// <summary>How long Shopify asks to wait; throttled calls only.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when a change may have been made although no answer came: look before repeating it.</summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>Shopify's <c>X-Request-Id</c>, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>The HTTP status Shopify answered with, where that status was the failure.</summary>
    public int? Status { get; init; }

    /// <summary>What the call cost, where Shopify said.</summary>
    public QueryCost? Cost { get; init; }

    /// <summary>The shop's bucket is spoken for longer than this library waits.</summary>
    public static ShopifyException TurnTooFarAhead(TimeSpan wait) =>
        new(ShopifyErrorKind.Throttled, "The shop's budget of calls is spoken for.") { RetryAfter = wait };

    /// <summary>Whether Shopify gave this code among its reasons.</summary>
    public bool Has(string code) => Errors.Any(error => error.Code == code);
}
