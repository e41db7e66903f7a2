using Commerce.Providers;
using Commerce.Providers.Vendors;

namespace Commerce.Routing;

/// <summary>Says a vendor's failure in the engine's terms.</summary>
internal static class VendorErrors
{
    /// <summary>The code a row fails with.</summary>
    public static string Code(FailureKind kind) => kind switch
    {
        FailureKind.InvalidRequest => "invalid-request",
        FailureKind.Refused => "refused",
        FailureKind.OutOfCredit => "out-of-credit",
        FailureKind.RateLimited => "rate-limited",
        FailureKind.Overloaded => "overloaded",
        FailureKind.Timeout => "timeout",
        FailureKind.ModelGone => "model-gone",
        FailureKind.OutputExpired => "output-expired",
        _ => "unknown",
    };

    /// <summary>Whether another vendor, or the same one later, may make what this one did not. What breaks the rules of content goes nowhere else.</summary>
    public static bool Passes(FailureKind kind) => kind is not FailureKind.Refused;

    /// <summary>A question that failed. Where no answer came, that is said as such, for the vendor may have done what was asked.</summary>
    public static Exception Asking(VendorException error) => error.Failure.Kind is FailureKind.Timeout
        ? new TimeoutException(error.Failure.Message, error)
        : new ProviderException(Code(error.Failure.Kind), error.Failure.Message, Passes(error.Failure.Kind), error) { RetryAfter = error.Failure.After };

    /// <summary>An order that failed. An answer that nobody can read may well mean that it was taken.</summary>
    public static Exception Ordering(VendorException error) => error.Failure.Kind is FailureKind.Unknown ? new TimeoutException(error.Failure.Message, error) : Asking(error);
}
