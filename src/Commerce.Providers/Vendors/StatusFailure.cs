using System.Net;

namespace Commerce.Providers.Vendors;

/// <summary>What a status means when the vendor says nothing better.</summary>
internal static class StatusFailure
{
    public static FailureKind Of(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => FailureKind.KeyRefused,
        402 => FailureKind.OutOfCredit,
        // What stands between us and the vendor does not know what became of a request.
        408 or 502 or 504 or 520 or 522 or 524 => FailureKind.Timeout,
        410 => FailureKind.OutputExpired,
        429 => FailureKind.RateLimited,
        451 => FailureKind.Refused,
        >= 400 and < 500 => FailureKind.InvalidRequest,
        >= 500 => FailureKind.Overloaded,
        _ => FailureKind.Unknown,
    };
}
