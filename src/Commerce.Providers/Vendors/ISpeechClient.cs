using Commerce.Providers.Requests;

namespace Commerce.Providers.Vendors;

/// <summary>Makes speech, music and noises.</summary>
public interface ISpeechClient : IJobClient
{
    /// <summary>Hands an order over.</summary>
    /// <exception cref="VendorException">For every failure; what the model cannot do is refused without a call.</exception>
    Task<Job> SubmitAsync(SpeechRequest request, CancellationToken ct);
}
