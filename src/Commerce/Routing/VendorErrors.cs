using Commerce.Providers;
using Commerce.Providers.Vendors;

namespace Commerce.Routing;

/// <summary>Says a vendor's failure in the engine's terms.</summary>
internal static class VendorErrors
{
    /// <summary>The code of a key that the vendor does not take.</summary>
    public const string KeyRefused = "key-refused";

    /// <summary>The code of a result that the vendor keeps no longer.</summary>
    public const string OutputExpired = "output-expired";

    /// <summary>The code a row fails with.</summary>
    public static string Code(FailureKind kind) => kind switch
    {
        FailureKind.InvalidRequest => "invalid-request",
        FailureKind.KeyRefused => KeyRefused,
        FailureKind.Refused => "refused",
        FailureKind.OutOfCredit => "out-of-credit",
        FailureKind.RateLimited => "rate-limited",
        FailureKind.Overloaded => "overloaded",
        FailureKind.Timeout => "timeout",
        FailureKind.ModelGone => "model-gone",
        FailureKind.OutputExpired => OutputExpired,
        _ => "unknown",
    };

    /// <summary>
    /// Whether another vendor, or the same one later, may make what this one did not. What breaks the rules of content goes nowhere
    /// else, and what was made, paid for and thrown away is not bought once more without being asked.
    /// </summary>
    public static bool Passes(FailureKind kind) => kind is not (FailureKind.Refused or FailureKind.OutputExpired);

    /// <summary>A question that failed. Where no answer came, that is said as such, for the vendor may have done what was asked.</summary>
    public static Exception Asking(VendorException error) => error.Failure.Kind is FailureKind.Timeout
        ? new TimeoutException(error.Failure.Message, error)
        // That a vendor does not know a task may be a slip of a moment: it is asked again, for as long as it is waited for.
        : new ProviderException(Code(error.Failure.Kind), error.Failure.Message, Passes(error.Failure.Kind) || error.Failure.Kind is FailureKind.OutputExpired, error) { RetryAfter = error.Failure.After };

    /// <summary>An order that failed. An answer that nobody can read may well mean that it was taken.</summary>
    public static Exception Ordering(VendorException error) => error.Failure.Kind is FailureKind.Unknown ? new TimeoutException(error.Failure.Message, error) : Asking(error);
}
