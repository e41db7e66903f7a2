namespace Commerce.Shopify.Signatures;

/// <summary>Why a signed query was refused.</summary>
public enum SignatureRefusal
{
    /// <summary>It carries no signature or no timestamp.</summary>
    Missing,

    /// <summary>A parameter that decides is there more than once, and parsers disagree on which one counts.</summary>
    Repeated,

    /// <summary>The timestamp is no whole number, or more than 90 seconds from now.</summary>
    WrongTime,

    /// <summary>Neither the current nor the old secret made this signature.</summary>
    BadSignature,
}
