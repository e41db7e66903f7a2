using Commerce.Catalogue;
using Commerce.Data;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Commerce.Web.Pages.Catalogue;

/// <summary>A catalogue filter as an address holds it: what a person sees, shares and goes back to, and what stands for every product it matches.</summary>
public static class FilterAddress
{
    /// <summary>The form field that holds a filter's query instead of the ids of what it matches.</summary>
    public const string Field = "matching";

    /// <summary>The address of the catalogue with this filter.</summary>
    public static string Of(CatalogueFilter filter, CatalogueCursor? after = null) => "/catalogue" + Query(filter, after);

    /// <summary>The filter as a query; empty when nothing is filtered.</summary>
    public static string Query(CatalogueFilter filter, CatalogueCursor? after = null)
    {
        var query = new QueryBuilder();
        Add("q", filter.Query);
        Add("status", filter.Status is { } status ? EnumText.Of(status) : null);
        Add("type", filter.Type);
        Add("vendor", filter.Vendor);
        Add("tag", filter.Tag);
        Add("collection", filter.Collection);
        Add("coverage", filter.Coverage is { } coverage ? EnumText.Of(coverage) : null);
        Add("origin", filter.Origin == ProductOrigin.Shop ? null : EnumText.Of(filter.Origin));
        Add("after", after?.ToString());
        return query.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }
    }

    /// <summary>Reads a query; what makes no sense filters nothing.</summary>
    public static CatalogueFilter Read(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        return new CatalogueFilter(Text("q"), Choice<ProductStatus>("status"), Text("type"), Text("vendor"), Text("tag"), Choice<Coverage>("coverage"), Text("collection"), Choice<ProductOrigin>("origin") ?? ProductOrigin.Shop);

        // Nothing typed may reach the database that it would refuse, and an empty field means no filter.
        string? Text(string name) => values.TryGetValue(name, out var found) && found[0] is { } value && !string.IsNullOrWhiteSpace(value) && !value.Contains('\0', StringComparison.Ordinal) ? value.Trim() : null;

        T? Choice<T>(string name) where T : struct, Enum =>
            Enum.TryParse<T>(Text(name), ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !int.TryParse(Text(name), out _) ? choice : null;
    }
}
