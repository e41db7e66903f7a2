using Commerce.Providers.Catalogue;
using Commerce.Routing;

namespace Commerce.Web.Pages.Ops;

/// <summary>A model of the catalogue as it holds here, with how it did.</summary>
/// <param name="Model">With what the operator knows better.</param>
/// <param name="Better">What the operator knows better; null when nothing.</param>
/// <param name="Listed">What the vendor's own list says of it; null when it has none or was not asked.</param>
/// <param name="Week">Its last days; null when it was not used.</param>
public sealed record ModelLine(ModelEntry Model, ModelOverride? Better, ModelListing? Listed, ModelWeek? Week)
{
    /// <summary>As recipes name it.</summary>
    public string Name => ModelName.Of(Model.Vendor, Model.Id);

    /// <summary>Whether it is used at all.</summary>
    public bool Offered => Better is not { Offered: false };

    /// <summary>Where it is looked at and changed.</summary>
    public string Href => $"/ops/model?name={Uri.EscapeDataString(Name)}";

    /// <summary>Whether it is shut down within some days, and not before today.</summary>
    public bool Ends(DateOnly today, int days) => Model.Until is { } until && until >= today && until <= today.AddDays(days);
}
