using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Commerce.Shopify.SessionTokens;

/// <summary>The three parts of a compact JWT, decoded but not yet believed.</summary>
internal sealed record SessionTokenParts(byte[] SignedBytes, JsonElement Header, JsonElement Payload, byte[] Signature)
{
    // Real tokens are below 1 KB; the ceiling bounds what an attacker can make us decode.
    private const int LongestToken = 4096;

    // A repeated claim has no agreed meaning between parsers, so it is refused.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static SessionTokenParts? Read(string token)
    {
        if (token.Length > LongestToken) return null;
        var parts = token.Split('.');
        if (parts.Length != 3) return null;
        if (Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } payload || Decode(parts[2]) is not { } signature) return null;
        if (Object(header) is not { } headerJson || Object(payload) is not { } payloadJson) return null;
        return new SessionTokenParts(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), headerJson, payloadJson, signature);
    }

    private static byte[]? Decode(string text)
    {
        // The decoder skips white space and padding; a token has neither.
        if (text.Length == 0 || text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))) return null;
        var source = Encoding.ASCII.GetBytes(text);
        var bytes = new byte[Base64Url.GetMaxDecodedLength(source.Length)];
        var status = Base64Url.DecodeFromUtf8(source, bytes, out _, out var written);
        return status == OperationStatus.Done ? bytes[..written] : null;
    }

    private static JsonElement? Object(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
