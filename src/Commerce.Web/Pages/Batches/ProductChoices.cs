using Commerce.Catalogue;
using Commerce.Data;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>Narrows the catalogue while products are being chosen. Lives in the address.</summary>
public sealed record ProductFilter(string? Q = null, string? Type = null, string? Vendor = null, string? Tag = null, string? Collection = null, ProductStatus? Status = null)
{
    private const string Escape = "\\";

    public bool Any => this != new ProductFilter();

    /// <summary>The filter as a batch's scope; null while it searches for words, which is a search and no scope.</summary>
    public CatalogueFilter? Scope => Q is null && Any ? new CatalogueFilter(null, Status, Type, Vendor, Tag, null, Collection) : null;

    public static ProductFilter Of(IQueryCollection query) => new(
        Clean(query["q"]), Clean(query["type"]), Clean(query["vendor"]), Clean(query["tag"]), Clean(query["collection"]),
        Enum.TryParse<ProductStatus>(query["status"], ignoreCase: true, out var status) && Enum.IsDefined(status) && !int.TryParse(query["status"], out _) ? status : null);

    public IQueryable<Product> Apply(CommerceContext context, IQueryable<Product> products)
    {
        if (Q is not null)
        {
            var pattern = $"%{Q.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            products = products.Where(product => EF.Functions.ILike(product.Title, pattern, Escape) || EF.Functions.ILike(product.Handle, pattern, Escape));
        }

        products = Type is null ? products : products.Where(product => product.ProductType == Type);
        products = Vendor is null ? products : products.Where(product => product.Vendor == Vendor);
        products = Tag is null ? products : products.Where(product => product.Tags.Contains(Tag));
        products = Status is null ? products : products.Where(product => product.Status == Status);
        return Collection is null ? products : products.Where(product => context.ProductCollections.Any(row => row.ProductId == product.Id
            && context.Collections.Any(one => one.Id == row.CollectionId && one.Handle == Collection)));
    }

    public string Query(Guid? after = null) => QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Q, ["type"] = Type, ["vendor"] = Vendor, ["tag"] = Tag, ["collection"] = Collection,
        ["status"] = Status is { } status ? EnumText.Of(status) : null, ["after"] = after?.ToString(),
    }.Where(pair => pair.Value is not null)).ToString();

    // PostgreSQL keeps no NUL in text; a filter with one matches nothing, so it is dropped.
    public static string? Clean(string? value) => value?.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 200)] : null;
}

/// <summary>One product in the picker.</summary>
public sealed record ProductChoice(Guid Id, string Title, string Type, string Vendor, string? Picture, int Media);

/// <summary>The picker's rows, by title and keyset, and what they can be narrowed by.</summary>
public sealed class ProductChoices(CommerceContext context)
{
    private const int PageSize = 50;
    private const int MostFacets = 300;

    private IQueryable<Product> Present => context.Products.AsNoTracking().Where(product => product.RemovedAt == null && product.Origin == ProductOrigin.Shop);

    public async Task<(IReadOnlyList<ProductChoice> Rows, Guid? Next)> PageAsync(ProductFilter filter, Guid? after, CancellationToken cancellationToken)
    {
        var products = filter.Apply(context, Present);
        if (after is { } mark && await Present.Where(product => product.Id == mark).Select(product => product.Title).SingleOrDefaultAsync(cancellationToken) is { } title)
        {
            products = products.Where(product => product.Title.CompareTo(title) > 0 || (product.Title == title && product.Id > mark));
        }

        var rows = await products.OrderBy(product => product.Title).ThenBy(product => product.Id).Take(PageSize + 1)
            .Select(product => new ProductChoice(
                product.Id, product.Title, product.ProductType, product.Vendor,
                product.SourceImages.Where(image => image.RemovedAt == null).OrderBy(image => image.Position).Select(image => image.Url).FirstOrDefault(),
                product.MediaCount))
            .ToListAsync(cancellationToken);
        return rows.Count > PageSize ? (rows[..PageSize], rows[PageSize - 1].Id) : (rows, null);
    }

    public Task<int> CountAsync(ProductFilter filter, CancellationToken cancellationToken) => filter.Apply(context, Present).CountAsync(cancellationToken);

    public Task<List<Guid>> IdsAsync(ProductFilter filter, CancellationToken cancellationToken) =>
        filter.Apply(context, Present).Select(product => product.Id).ToListAsync(cancellationToken);

    /// <summary>Those of the ids that are in the store's catalogue now.</summary>
    public async Task<HashSet<Guid>> KnownAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        [.. await Present.Where(product => ids.Contains(product.Id)).Select(product => product.Id).ToListAsync(cancellationToken)];

    public async Task<IReadOnlyList<SelectListItem>> TypesAsync(string? chosen, string all, CancellationToken cancellationToken) =>
        Options(await Present.Where(product => product.ProductType != "").Select(product => product.ProductType).Distinct().OrderBy(name => name).Take(MostFacets).ToListAsync(cancellationToken), chosen, all);

    public async Task<IReadOnlyList<SelectListItem>> VendorsAsync(string? chosen, string all, CancellationToken cancellationToken) =>
        Options(await Present.Where(product => product.Vendor != "").Select(product => product.Vendor).Distinct().OrderBy(name => name).Take(MostFacets).ToListAsync(cancellationToken), chosen, all);

    public async Task<IReadOnlyList<SelectListItem>> TagsAsync(string? chosen, string all, CancellationToken cancellationToken) =>
        Options(await Present.SelectMany(product => product.Tags).Distinct().OrderBy(name => name).Take(MostFacets).ToListAsync(cancellationToken), chosen, all);

    public async Task<IReadOnlyList<SelectListItem>> CollectionsAsync(string? chosen, string all, CancellationToken cancellationToken) =>
    [
        new SelectListItem(all, "", chosen is null),
        .. (await context.Collections.AsNoTracking().OrderBy(one => one.Title).Take(MostFacets).Select(one => new { one.Handle, one.Title }).ToListAsync(cancellationToken))
            .Select(one => new SelectListItem(one.Title, one.Handle, one.Handle == chosen)),
    ];

    private static List<SelectListItem> Options(List<string> names, string? chosen, string all) =>
        [new SelectListItem(all, "", chosen is null), .. names.Select(name => new SelectListItem(name, name, name == chosen))];
}
