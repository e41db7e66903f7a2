using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kling;

/// <summary>Kling's codes, which stand beside the status and say more.</summary>
internal static class KlingFailures
{
    private static readonly string[] RefusalWords = ["risk control", "polic", "sensitive"];

    public static VendorFailure Unreadable { get; } = new(FailureKind.Unknown, "Kling's answer cannot be read.");

    public static VendorFailure? Read(HttpStatusCode status, JsonNode? body)
    {
        if (body.At("code").Number() is not { } code || code == 0) return null;
        var kind = code switch
        {
            1102 => FailureKind.OutOfCredit,
            1301 => FailureKind.Refused,
            1303 => FailureKind.RateLimited,
            >= 1000 and <= 1002 => FailureKind.KeyRefused,
            1201 => FailureKind.InvalidRequest,
            // The model is part of the address.
            _ => status == HttpStatusCode.NotFound ? FailureKind.ModelGone : StatusFailure.Of(status),
        };
        return new VendorFailure(kind, body.At("message").Text() ?? $"Kling answered with code {code}.", $"{code}");
    }

    /// <summary>What went wrong with a task that was taken; Kling gives no code for it.</summary>
    public static VendorFailure OfTask(string? message)
    {
        var text = string.IsNullOrWhiteSpace(message) ? "Kling could not make it and does not say why." : message;
        var refused = RefusalWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        return new VendorFailure(refused ? FailureKind.Refused : FailureKind.Unknown, text);
    }
}
