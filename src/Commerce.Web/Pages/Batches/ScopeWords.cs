using Commerce.Catalogue;
using Commerce.Data;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>A filter that stands for products, as a person reads it.</summary>
public static class ScopeWords
{
    /// <summary>“Products of type Mug by Kiln House”; every product when nothing is filtered.</summary>
    public static async Task<string> SentenceAsync(CommerceContext context, IStringLocalizer<Words> text, CatalogueFilter filter, CancellationToken cancellationToken)
    {
        var collection = filter.Collection is { } handle
            ? await context.Collections.Where(one => one.Handle == handle).Select(one => one.Title).FirstOrDefaultAsync(cancellationToken) ?? handle
            : null;
        var parts = new[]
        {
            filter.Status is { } status ? text["Status: {0}", Of(text, status)].Value : null,
            filter.Type is { } type ? text["Type: {0}", type].Value : null,
            filter.Vendor is { } vendor ? text["Vendor: {0}", vendor].Value : null,
            collection is not null ? text["Collection: {0}", collection].Value : null,
            filter.Tag is { } tag ? text["Tag: {0}", tag].Value : null,
            filter.Query is { } words ? text["Words: {0}", words].Value : null,
            filter.Coverage switch { Coverage.None => text["Nothing made yet"].Value, Coverage.Some => text["Something made"].Value, _ => null },
        }.OfType<string>().ToList();
        return parts.Count == 0 ? text["Every product"] : string.Join(" · ", parts);
    }

    public static IReadOnlyList<SelectListItem> Statuses(IStringLocalizer<Words> text, ProductStatus? chosen) =>
    [
        new SelectListItem(text["Every status"], "", chosen is null),
        .. Enum.GetValues<ProductStatus>().Select(status => new SelectListItem(Of(text, status), EnumText.Of(status), status == chosen)),
    ];

    private static string Of(IStringLocalizer<Words> text, ProductStatus status) => status switch
    {
        ProductStatus.Active => text["Active"],
        ProductStatus.Draft => text["Draft"],
        ProductStatus.Archived => text["Archived"],
        _ => text["Unlisted"],
    };
}
