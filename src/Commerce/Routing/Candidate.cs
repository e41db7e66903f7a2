using Commerce.Providers.Requests;

namespace Commerce.Routing;

/// <summary>A model that can make what is ordered.</summary>
/// <param name="Request">The order in the vendor's terms.</param>
/// <param name="OwnKey">Whether the store's own key would be used.</param>
/// <param name="Usd">What it is expected to cost; null when not known.</param>
/// <param name="Seconds">How long it took lately, from order to result; null when not known.</param>
/// <param name="FailureShare">How many of its last orders failed, 0 to 1.</param>
public sealed record Candidate(WorkRequest Request, bool OwnKey, decimal? Usd, double? Seconds, double FailureShare)
{
    public string Vendor => Request.Model.Vendor;

    public string Model => Request.Model.Id;
}
