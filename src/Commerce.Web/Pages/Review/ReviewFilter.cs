using System.Globalization;
using Commerce.Library;
using Microsoft.AspNetCore.Http.Extensions;

namespace Commerce.Web.Pages.Review;

/// <summary>What the page shows, as its address says it.</summary>
public sealed record ReviewFilter(ReviewState State, Guid? Batch, Guid? Product, string? Style)
{
    public bool Narrowed => Batch is not null || Product is not null || Style is not null;

    public IQueryable<Asset> Apply(IQueryable<Asset> assets) => Narrow(assets).Where(asset => asset.ReviewState == State);

    /// <summary>The same batch, product and style in every state.</summary>
    public IQueryable<Asset> Narrow(IQueryable<Asset> assets)
    {
        assets = Batch is { } batch ? assets.Where(asset => asset.BatchId == batch) : assets;
        assets = Product is { } product ? assets.Where(asset => asset.ProductId == product) : assets;
        return Style is { } style ? assets.Where(asset => asset.Style == style) : assets;
    }

    /// <summary>This page under this filter, with more parameters: <c>asset</c>, <c>after</c>, <c>handler</c>, <c>confirm</c>.</summary>
    public string Href(params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var query = new QueryBuilder();
        Add(query, "state", State is ReviewState.Pending ? null : State.ToString().ToLowerInvariant());
        Add(query, "batch", Batch?.ToString());
        Add(query, "product", Product?.ToString());
        Add(query, "style", Style);
        foreach (var (name, value) in more)
        {
            Add(query, name, value);
        }

        return "/review" + query.ToQueryString().ToString();
    }

    /// <summary>Where what is approved here gets published.</summary>
    public string PublishHref()
    {
        var query = new QueryBuilder();
        Add(query, "batch", Batch?.ToString());
        Add(query, "product", Product?.ToString());
        return "/publish" + query.ToQueryString().ToString();
    }

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Add(name, value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
