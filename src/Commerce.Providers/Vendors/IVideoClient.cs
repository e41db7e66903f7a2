using Commerce.Providers.Requests;

namespace Commerce.Providers.Vendors;

/// <summary>Makes videos.</summary>
public interface IVideoClient : IJobClient
{
    /// <summary>Hands an order over.</summary>
    /// <exception cref="VendorException">For every failure; what the model cannot do is refused without a call.</exception>
    Task<Job> SubmitAsync(VideoRequest request, CancellationToken ct);
}
