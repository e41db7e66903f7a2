namespace Commerce.Shopify.Admin;

/// <summary>What a failed Admin API call means for the caller.</summary>
public enum ShopifyErrorKind
{
    /// <summary>Still throttled after the retries; <see cref="ShopifyException.RetryAfter"/> tells how long to wait.</summary>
    Throttled,

    /// <summary>A scope is missing; ask the merchant to approve it.</summary>
    AccessDenied,

    /// <summary>The access token is not accepted; get a new one and try once.</summary>
    Unauthorized,

    /// <summary>The shop is frozen, locked, closed or gone; pause it, do not retry.</summary>
    ShopUnavailable,

    /// <summary>Shopify understood and declined; <see cref="ShopifyException.Errors"/> holds its reasons.</summary>
    UserErrors,

    /// <summary>The thing asked for does not exist in this shop.</summary>
    NotFound,

    /// <summary>Network trouble or a 5xx answer; <see cref="ShopifyException.OutcomeUnknown"/> tells whether the work may have been done.</summary>
    Transient,

    /// <summary>The request was refused as a whole (invalid or too costly document, unexpected 4xx).</summary>
    Refused,

    /// <summary>The answer was not what the schema promises.</summary>
    Malformed,

    /// <summary>Shopify is still working after the longest time this library waits.</summary>
    StillRunning,
}
