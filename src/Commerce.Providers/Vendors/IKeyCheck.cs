namespace Commerce.Providers.Vendors;

/// <summary>A client that can tell whether its key is good.</summary>
public interface IKeyCheck
{
    /// <summary>Asks something that costs nothing and that the vendor answers only to a good key.</summary>
    /// <exception cref="VendorException">
    /// When there is no such answer: <see cref="FailureKind.KeyRefused"/> says that the key is wrong, <see cref="FailureKind.OutOfCredit"/>
    /// that it is good and the account empty, and everything else says nothing of the key.
    /// </exception>
    Task CheckAsync(CancellationToken ct);
}
