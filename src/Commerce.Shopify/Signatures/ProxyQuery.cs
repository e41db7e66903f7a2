namespace Commerce.Shopify.Signatures;

/// <summary>
/// The query of a storefront request that Shopify's app proxy passes on. Its <c>signature</c> is hex of HMAC-SHA256 over the
/// other parameters as <c>name=value</c>, sorted and joined without a separator, the values of a repeated one joined by
/// commas. Source: shopify.dev, app proxies, authenticate app proxies.
/// </summary>
public static class ProxyQuery
{
    private const string Signature = "signature";

    // Names whose value decides who asks and when. Joined values could be read as one of them by a careless parser.
    private static readonly string[] Single = ["hmac", "shop", Signature, SignedTime.Parameter];

    /// <summary>Verifies one query. Never throws for bad input.</summary>
    /// <param name="parameters">Every parameter, decoded, in the order of the address, repeated ones once for each time.</param>
    /// <param name="secrets">The app's secrets.</param>
    /// <param name="now">The time by our clock.</param>
    /// <returns>Null when the query is Shopify's, otherwise why it is not believed.</returns>
    public static SignatureRefusal? Verify(IReadOnlyList<KeyValuePair<string, string>> parameters, SigningSecrets secrets, DateTimeOffset now)
    {
        if (Single.Any(name => parameters.Count(pair => pair.Key == name) > 1)) return SignatureRefusal.Repeated;
        if (Value(parameters, Signature) is not { } signature || Value(parameters, SignedTime.Parameter) is not { } time) return SignatureRefusal.Missing;
        if (!SignedTime.IsNear(time, now)) return SignatureRefusal.WrongTime;
        return HexSignature.Verify(Message(parameters), signature, secrets) ? null : SignatureRefusal.BadSignature;
    }

    /// <summary>The <c>signature</c> of a query, for whoever plays Shopify.</summary>
    public static string Sign(IReadOnlyList<KeyValuePair<string, string>> parameters, string secret) =>
        HexSignature.Sign(Message(parameters), secret);

    private static string? Value(IReadOnlyList<KeyValuePair<string, string>> parameters, string name) =>
        parameters.Where(pair => pair.Key == name).Select(pair => pair.Value).SingleOrDefault();

    private static string Message(IEnumerable<KeyValuePair<string, string>> parameters) => string.Concat(parameters
        .Where(pair => pair.Key != Signature)
        .GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
        .Select(group => $"{group.Key}={string.Join(',', group)}")
        .Order(StringComparer.Ordinal));
}
