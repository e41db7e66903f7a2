namespace Commerce.Providers.Vendors;

/// <summary>Why a vendor made nothing.</summary>
public enum FailureKind
{
    /// <summary>The order is wrong; the same order never works.</summary>
    InvalidRequest,

    /// <summary>The key is wrong, was taken back, or may not do this: nothing of the vendor works with it, and the order may be well.</summary>
    KeyRefused,

    /// <summary>The vendor's rules of content forbid it.</summary>
    Refused,

    /// <summary>The account with the vendor is empty or at its cap.</summary>
    OutOfCredit,

    /// <summary>Too many orders at once; <see cref="VendorFailure.After"/> may say when to come again.</summary>
    RateLimited,

    /// <summary>The vendor cannot work at present, and surely did not take this order.</summary>
    Overloaded,

    /// <summary>No answer in time. Whether the vendor took the order is not known.</summary>
    Timeout,

    /// <summary>The model was shut down.</summary>
    ModelGone,

    /// <summary>It was made once, but the vendor keeps it no longer.</summary>
    OutputExpired,

    /// <summary>Something else, such as an answer that cannot be read.</summary>
    Unknown,
}
