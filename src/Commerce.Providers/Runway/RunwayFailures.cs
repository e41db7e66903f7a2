using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Runway;

/// <summary>Reads Runway's errors: a text, and for a wrong order a list of what is wrong with which field.</summary>
internal static class RunwayFailures
{
    public static VendorFailure Unreadable { get; } = new(FailureKind.Unknown, "Runway's answer cannot be read.");

    public static VendorFailure? Read(HttpStatusCode status, JsonNode? body)
    {
        if (body.At("error").Text() is not { } error) return null;
        var issues = body.At("issues").Items().Select(issue => (Field: string.Join('.', issue.At("path").Items().Select(part => part.Text())), Message: issue.At("message").Text())).ToList();
        return new VendorFailure(Kind(status, error, issues.Any(issue => issue.Field == "model")), string.Join(" ", [error, .. issues.Select(issue => $"{issue.Field}: {issue.Message}")]));
    }

    /// <summary>What went wrong with a task that was taken.</summary>
    public static VendorFailure OfTask(string? message, string? code) =>
        new(code?.Contains("SAFETY", StringComparison.Ordinal) == true ? FailureKind.Refused : FailureKind.Unknown, message ?? "Runway could not make it and does not say why.", code);

    private static FailureKind Kind(HttpStatusCode status, string error, bool ofModel) => status switch
    {
        HttpStatusCode.NotFound => FailureKind.ModelGone,
        HttpStatusCode.BadRequest when ofModel => FailureKind.ModelGone,
        HttpStatusCode.BadRequest when error.Contains("enough credits", StringComparison.OrdinalIgnoreCase) => FailureKind.OutOfCredit,
        _ => StatusFailure.Of(status),
    };
}
