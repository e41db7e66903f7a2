using System.Net;

namespace Commerce.Brand.Reading;

/// <summary>A site or one of its pages could not be read; the message is written for the shop owner.</summary>
public sealed class SiteReadException(string code, string message, HttpStatusCode? status = null) : Exception(message)
{
    /// <summary>A stable short name of the reason, one of <see cref="SiteReadCode"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status, where the site answered with a refusal.</summary>
    public HttpStatusCode? Status { get; } = status;
}
