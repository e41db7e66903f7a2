namespace Commerce.Brand.Reading;

/// <summary>Why a site or page could not be read.</summary>
public static class SiteReadCode
{
    public const string BadAddress = "bad-address";
    public const string PrivateAddress = "private-address";
    public const string Credentials = "credentials-in-address";
    public const string Port = "port-refused";
    public const string Downgrade = "insecure-redirect";
    public const string TooManyRedirects = "too-many-redirects";
    public const string RedirectLoop = "redirect-loop";
    public const string LeftSite = "left-site";
    public const string NotHtml = "not-html";
    public const string TooLarge = "too-large";
    public const string TooSlow = "too-slow";
    public const string TooComplex = "too-complex";
    public const string Unreachable = "unreachable";
    public const string Refused = "refused";
    public const string Robots = "robots";
    public const string Charset = "charset";
}
