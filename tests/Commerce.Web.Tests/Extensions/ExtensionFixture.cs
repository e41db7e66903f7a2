using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Extensions;

/// <summary>Products with the numbers Shopify gives them, and answers read as an extension reads them.</summary>
public abstract class ExtensionFixture : StudioFixture
{
    private int taken = 1_000;

    /// <summary>A product and its number in the shop.</summary>
    protected async Task<NumberedProduct> AddAsync(SeededStore store, string title, int pictures = 1)
    {
        var product = await Seeds.AddProductAsync(store, title, pictures);
        var number = (++taken).ToString(CultureInfo.InvariantCulture);
        var globalId = $"gid://shopify/Product/{number}";
        await WriteAsync(store, context => context.Database.ExecuteSqlAsync($"update products set shopify_id = {globalId} where store_id = {store.Id} and id = {product.Id}"));
        return new NumberedProduct(product.Id, number, globalId);
    }

    protected static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();
}

public sealed record NumberedProduct(Guid Id, string Number, string GlobalId);
