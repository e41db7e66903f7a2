using System.Net;

namespace Commerce.Providers.Vendors;

/// <summary>A failure as every vendor's is told.</summary>
/// <param name="Kind">What to do about it depends on this alone.</param>
/// <param name="Message">One sentence; never holds a key.</param>
/// <param name="Code">The vendor's own word or number, when there is one.</param>
/// <param name="After">The least wait the vendor asks for.</param>
public sealed record VendorFailure(FailureKind Kind, string Message, string? Code = null, TimeSpan? After = null)
{
    /// <summary>What could be asked for instead of what the vendor cannot do, such as the nearest length.</summary>
    public string? Nearest { get; init; }

    /// <summary>The status, or the code of the same meaning, that the vendor answered with; null when it is a task that failed.</summary>
    internal HttpStatusCode? Status { get; init; }

    /// <summary>Whether the same order may work later or with another vendor.</summary>
    public bool Passing => Kind is FailureKind.RateLimited or FailureKind.Overloaded or FailureKind.Timeout or FailureKind.Unknown;
}
