using System.Diagnostics.CodeAnalysis;

namespace Commerce.Shopify.SessionTokens;

/// <summary>A verified token, or the reason it was refused; exactly one of the two.</summary>
public sealed record SessionTokenResult
{
    private SessionTokenResult(SessionToken? token, SessionTokenRefusal? refusal) => (Token, Refusal) = (token, refusal);

    /// <summary>The token, when accepted.</summary>
    public SessionToken? Token { get; }

    /// <summary>The reason, when refused.</summary>
    public SessionTokenRefusal? Refusal { get; }

    /// <summary>Whether the token was accepted.</summary>
    [MemberNotNullWhen(true, nameof(Token))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Accepted => Token is not null;

    internal static SessionTokenResult Accept(SessionToken token) => new(token, null);

    internal static SessionTokenResult Refuse(SessionTokenRefusal refusal) => new(null, refusal);
}
