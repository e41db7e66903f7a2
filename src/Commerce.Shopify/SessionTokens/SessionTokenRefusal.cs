namespace Commerce.Shopify.SessionTokens;

/// <summary>Why a session token was refused.</summary>
public enum SessionTokenRefusal
{
    /// <summary>Not three base64url parts holding JSON objects, over-long, or a required claim is missing or of another type.</summary>
    Malformed,

    /// <summary>Signed with anything but HS256.</summary>
    WrongAlgorithm,

    /// <summary>Neither the current nor the old secret made this signature.</summary>
    BadSignature,

    /// <summary>More than ten seconds past its expiry.</summary>
    Expired,

    /// <summary>More than ten seconds before its start.</summary>
    NotYetValid,

    /// <summary>Issued for another app.</summary>
    WrongAudience,

    /// <summary>The destination is not a myshopify.com origin.</summary>
    NotAShop,

    /// <summary>The issuer's host is not the destination's host.</summary>
    WrongIssuer,
}
