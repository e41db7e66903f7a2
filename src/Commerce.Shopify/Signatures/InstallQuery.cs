namespace Commerce.Shopify.Signatures;

/// <summary>
/// The query with which Shopify opens an app: at install, at the OAuth callback, and for each document of an embedded app.
/// Its <c>hmac</c> is hex of HMAC-SHA256 over the other parameters, sorted by name and written as a query with spaces as
/// <c>%20</c>. Source: shopify.dev, authorization code grant, verify the installation request.
/// </summary>
public static class InstallQuery
{
    private const string Signature = "hmac";

    // Older requests carry this one too; it is not part of what is signed.
    private const string OldSignature = "signature";

    /// <summary>Verifies one query. Never throws for bad input.</summary>
    /// <param name="parameters">Every parameter, decoded, repeated ones once for each time.</param>
    /// <param name="secrets">The app's secrets.</param>
    /// <param name="now">The time by our clock.</param>
    /// <returns>Null when the query is Shopify's, otherwise why it is not believed.</returns>
    public static SignatureRefusal? Verify(IReadOnlyList<KeyValuePair<string, string>> parameters, SigningSecrets secrets, DateTimeOffset now)
    {
        if (parameters.GroupBy(pair => pair.Key, StringComparer.Ordinal).Any(group => group.Count() > 1)) return SignatureRefusal.Repeated;
        var given = parameters.ToDictionary(StringComparer.Ordinal);
        if (!given.TryGetValue(Signature, out var signature) || !given.TryGetValue(SignedTime.Parameter, out var time)) return SignatureRefusal.Missing;
        if (!SignedTime.IsNear(time, now)) return SignatureRefusal.WrongTime;
        return HexSignature.Verify(Message(parameters), signature, secrets) ? null : SignatureRefusal.BadSignature;
    }

    /// <summary>The <c>hmac</c> of a query, for whoever plays Shopify.</summary>
    public static string Sign(IReadOnlyList<KeyValuePair<string, string>> parameters, string secret) =>
        HexSignature.Sign(Message(parameters), secret);

    private static string Message(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .Where(pair => pair.Key is not (Signature or OldSignature))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
}
