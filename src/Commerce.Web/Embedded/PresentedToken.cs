namespace Commerce.Web.Embedded;

/// <summary>The session token a request brought, before anyone has judged it. Its text form holds nothing of it.</summary>
internal sealed class PresentedToken(string? text)
{
    public string? Text { get; } = text;

    public override string ToString() => nameof(PresentedToken);
}
