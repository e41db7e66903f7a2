using Commerce.Providers.Requests;

namespace Commerce.Providers.Vendors;

/// <summary>Makes pictures.</summary>
public interface IImageClient : IJobClient
{
    /// <summary>Hands an order over.</summary>
    /// <exception cref="VendorException">For every failure; what the model cannot do is refused without a call.</exception>
    Task<Job> SubmitAsync(ImageRequest request, CancellationToken ct);
}
