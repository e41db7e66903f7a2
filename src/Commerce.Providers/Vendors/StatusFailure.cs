using System.Net;

namespace Commerce.Providers.Vendors;

/// <summary>What a status means when the vendor says nothing better.</summary>
internal static class StatusFailure
{
    public static FailureKind Of(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => FailureKind.KeyRefused,
        402 => FailureKind.OutOfCredit,
        408 or 504 => FailureKind.Timeout,
        410 => FailureKind.OutputExpired,
        429 => FailureKind.RateLimited,
        451 => FailureKind.Refused,
        >= 400 and < 500 => FailureKind.InvalidRequest,
        >= 500 => FailureKind.Overloaded,
        _ => FailureKind.Unknown,
    };
}
