namespace Commerce.Providers.Vendors;

/// <summary>A call to a vendor failed.</summary>
/// <param name="failure">How.</param>
/// <param name="inner">The cause, when there is one that holds no key.</param>
public sealed class VendorException(VendorFailure failure, Exception? inner = null) : Exception(failure.Message, inner)
{
    /// <summary>How.</summary>
    public VendorFailure Failure { get; } = failure;
}
