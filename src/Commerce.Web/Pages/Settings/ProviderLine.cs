using Commerce.Generations;
using Commerce.Routing;

namespace Commerce.Web.Pages.Settings;

/// <summary>A vendor as it stands for the store.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Shared">Whether the installation has a key.</param>
/// <param name="Own">The store's own key; null when it brought none.</param>
/// <param name="Today">US dollars of today's orders.</param>
/// <param name="Cap">The day's limit in US dollars; null without one.</param>
/// <param name="Rest">Why nothing is asked of it just now; null when it is.</param>
public sealed record ProviderLine(Vendor Vendor, bool Shared, ProviderKey? Own, decimal Today, decimal? Cap, CircuitRest? Rest)
{
    /// <summary>Whether orders can go there.</summary>
    public bool Connected => Shared || Own is not null;

    /// <summary>Whether nothing more is ordered there today.</summary>
    public bool Full => Cap is { } most && Today >= most;
}
