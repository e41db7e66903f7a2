using Commerce.Batches;
using Commerce.Data;
using Commerce.Routing;
using Commerce.Styles;
using Commerce.Tests.Infrastructure;
using Commerce.Tests.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

[Category("Database")]
public sealed class VendorEstimatesTests : RoutingFixture
{
    private const string Pinned = "kie:google/nano-banana-edit";
    private const decimal Price = 0.02m;

    [Test]
    public async Task What_a_named_model_costs_is_told_for_all_rows_before_anything_is_spent()
    {
        var store = await AddStoreAsync(products: 3);
        await KeepKeyAsync(store);
        var estimate = await ReadAsync(store, Pinned);
        var share = estimate.Shares.Single();
        Assert.Multiple(() =>
        {
            Assert.That((share.Vendor, share.Model, share.Rows, share.OwnKey, share.UsdEach, share.Usd), Is.EqualTo(("kie", "google/nano-banana-edit", 3, true, (decimal?)Price, (decimal?)(3 * Price))));
            Assert.That(estimate.Totals, Is.EqualTo(new[] { new VendorTotal("kie", true, 3 * Price, 3 * Price, null) }));
            Assert.That(Vendors.Orders, Is.Empty);
        });
    }

    [Test]
    public async Task Where_the_router_chooses_the_estimate_is_what_it_would_choose()
    {
        var store = await AddStoreAsync(products: 1);
        await KeepKeyAsync(store);
        var share = (await ReadAsync(store, ModelName.Any)).Shares.Single();
        await OrderAsync(store);
        await DrainRoutedAsync(store.Id);
        var row = await RowAsync(store.Id);
        Assert.That((share.Vendor, share.Model, share.OwnKey), Is.EqualTo((row.Route!.Vendor, row.Route.Model, row.Route.OwnKey)));
        Assert.That(share.MostUsdEach, Is.GreaterThanOrEqualTo(share.UsdEach!.Value));
    }

    [Test]
    public async Task The_days_limit_says_how_many_days_it_takes()
    {
        var store = await AddStoreAsync(products: 3);
        await KeepKeyAsync(store);
        await InStoreAsync(store.Id, async scope =>
        {
            await scope.GetRequiredService<ProviderSettings>().SaveCapAsync("kie", Price, CancellationToken.None);
            return true;
        });
        Assert.That((await ReadAsync(store, Pinned)).Totals.Single().Days, Is.EqualTo(3));
    }

    [Test]
    public async Task What_nobody_can_make_is_told()
    {
        var estimate = await ReadAsync(await AddStoreAsync(products: 1), "openai:gpt-image-2");
        Assert.That((estimate.Shares.Single().Vendor, estimate.Totals.Count), Is.EqualTo(((string?)null, 0)));
    }

    [Test]
    public async Task What_is_made_here_costs_nothing_there_but_the_cut_outs_of_a_store_that_pays_them_itself()
    {
        var store = await AddStoreAsync(products: 1);
        Assert.That((await ReadAsync(store, LocalModel.Name)).Any, Is.False, "the app's own account pays");
        await KeepKeyAsync(store);
        var estimate = await ReadAsync(store, LocalModel.Name);
        Assert.That((estimate.Shares.Count, estimate.CutoutUsd), Is.EqualTo((0, (decimal?)0.005m)));
    }

    private Task<bool> KeepKeyAsync(TestStore store) => InStoreAsync(store.Id, async scope =>
    {
        await scope.GetRequiredService<ProviderKeys>().SaveAsync("kie", "key-of-this-store-alone", "owner", CancellationToken.None);
        return true;
    });

    private Task<VendorEstimate> ReadAsync(TestStore store, string model) => InStoreAsync(store.Id, async scope =>
    {
        var content = new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null) { ImageModel = model };
        var plan = await scope.GetRequiredService<BatchPlanner>().PlanAsync(store.Products, content, CancellationToken.None);
        return await scope.GetRequiredService<VendorEstimates>().ReadAsync(plan, content, CancellationToken.None);
    });
}
