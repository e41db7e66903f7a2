using Commerce.Web.Tests.Extensions;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Batches;

/// <summary>The page that the links in the Shopify admin open.</summary>
public sealed class LinkedProductsTests : ExtensionFixture
{
    [Test]
    public async Task The_product_of_the_link_is_chosen_and_its_cost_shown_and_nothing_is_stored()
    {
        var product = await AddAsync(StoreA, "Teapot");
        var page = await OpenAsync($"?id={product.Number}&shop={StoreA.Shop}");
        Assert.Multiple(async () =>
        {
            Assert.That(page, Does.Contain("1 product chosen").And.Contain($"value=\"{product.Id}\" data-picker-target=\"chosen\"").And.Contain("1 picture"));
            Assert.That(page, Does.Not.Contain("Some products are missing"));
            Assert.That(await ReadAsync(StoreA, context => context.BatchDrafts.AnyAsync()), Is.False);
        });
    }

    [Test]
    public async Task A_selection_is_chosen_in_either_form_of_id()
    {
        var (first, second, third) = (await AddAsync(StoreA, "Cup"), await AddAsync(StoreA, "Saucer"), await AddAsync(StoreA, "Spoon"));
        var page = await OpenAsync($"?ids[]={first.Number}&ids[]={Uri.EscapeDataString(second.GlobalId)}&ids={third.Number},{first.Number}");
        Assert.That(page, Does.Contain($"value=\"{first.Id},{second.Id},{third.Id}\"").Or.Contain("3 products chosen"));
        Assert.That(page, Does.Contain("3 products chosen"));
    }

    [Test]
    public async Task Products_that_are_not_in_the_catalogue_are_said_in_words_and_the_others_stay_chosen()
    {
        var (known, theirs) = (await AddAsync(StoreA, "Jug"), await AddAsync(StoreB, "Not yours"));
        var page = await OpenAsync($"?ids[]={known.Number}&ids[]={theirs.Number}&ids[]=%3Cscript%3E");
        Assert.That(page, Does.Contain("2 products you chose in Shopify are not in your catalogue yet.").And.Contain("1 product chosen").And.Not.Contain("Not yours").And.Not.Contain("<script>\""));
    }

    private async Task<string> OpenAsync(string query)
    {
        using var client = ClientOf(StoreA);
        return await client.GetStringAsync("/batches/new" + query);
    }
}
