using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library.Storage;
using Commerce.Retention;
using Commerce.Routing;
using Commerce.Routing.Cutouts;
using Commerce.Stores;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing.Cutouts;

/// <summary>A photo that this machine cannot cut out: a vendor makes the mask, once for each picture of a store, and the rest is made here.</summary>
[Category("Database")]
public sealed class CutoutRowTests : CutoutFixture
{
    [Test]
    public async Task A_photo_without_a_plain_background_is_cut_out_by_a_vendor_and_delivered_with_its_cost()
    {
        var store = await AddSceneryAsync();
        await MakeAsync(store);

        var (row, told) = (await RowAsync(store.Id), await ToldAsync(store.Id));
        Assert.That(row.State, Is.EqualTo(GenerationState.Done), told);
        var (asset, cutout) = ((await AssetsAsync(store.Id)).Single(), (await CutoutsAsync(store.Id)).Single());
        Assert.Multiple(async () =>
        {
            Assert.That((asset.Provider, asset.CostMicros, asset.Width, asset.Height), Is.EqualTo(("local", (long?)Price, 256, 256)));
            Assert.That(asset.Model, Does.EndWith("mask by kie recraft/remove-background"));
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1));
            Assert.That(told, Does.Contain("Given to kie.ai, recraft/remove-background. The photo's background is not plain").And.Contain("its pixels are the photo's own"));
            Assert.That((cutout.State, cutout.CostMicros, cutout.GenerationId), Is.EqualTo((CutoutState.Kept, (long?)Price, (Guid?)row.Id)));
            Assert.That(await MasksAsync(store.Id), Is.EqualTo(new[] { CutoutMasks.KeyOf(store.Id, cutout.SourceSha256) }));
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    [Test]
    public async Task A_photo_on_a_plain_background_is_cut_out_here_and_nothing_is_bought()
    {
        var store = await AddStoreAsync();
        await PhotographAsync(store.Id, store.Products[0], TestPicture.CutOut(Side));
        await MakeAsync(store);
        Assert.That((await RowAsync(store.Id)).State, Is.EqualTo(GenerationState.Done), await ToldAsync(store.Id));
        Assert.That(Vendors.Orders, Is.Empty);
        Assert.That((await CutoutsAsync(store.Id), (await AssetsAsync(store.Id)).Single().CostMicros), Is.EqualTo((Array.Empty<Cutout>(), (long?)null)));
    }

    [Test]
    public async Task Rows_of_one_picture_buy_one_cut_out_between_them()
    {
        var store = await AddSceneryAsync(products: 3);
        await MakeAsync(store);
        var assets = await AssetsAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(assets, Has.Count.EqualTo(3), await ToldAsync(store.Id));
            Assert.That(assets.Select(asset => asset.Model), Is.All.EndsWith("mask by kie recraft/remove-background"));
            Assert.That(assets.Sum(asset => asset.CostMicros ?? 0), Is.EqualTo(Price), "paid for once");
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_later_row_lays_the_kept_mask_over_its_picture_and_costs_nothing_more()
    {
        var store = await AddSceneryAsync();
        await MakeAsync(store);
        Clock.Advance(TimeSpan.FromDays(30));
        await MakeAsync(await AddSameAsync(store));
        var later = (await AssetsAsync(store.Id))[^1];
        Assert.Multiple(async () =>
        {
            Assert.That((later.CostMicros, Vendors.Orders.Count), Is.EqualTo(((long?)null, 1)));
            Assert.That(later.Model, Does.EndWith("mask by kie recraft/remove-background"));
            Assert.That(await ToldAsync(store.Id), Does.Contain("The mask was bought for an earlier one."));
        });
    }

    [Test]
    public async Task A_kept_mask_that_was_lost_leaves_the_whole_photo_and_is_not_bought_again()
    {
        var store = await AddSceneryAsync();
        await MakeAsync(store);
        await InStoreAsync(store.Id, async scope =>
        {
            await scope.GetRequiredService<IObjectStore>().DeleteAsync((await MasksAsync(store.Id)).Single(), CancellationToken.None);
            return true;
        });
        await MakeAsync(await AddSameAsync(store));
        var assets = await AssetsAsync(store.Id);
        Assert.That((assets.Count, Vendors.Orders.Count), Is.EqualTo((2, 1)), await ToldAsync(store.Id));
        Assert.That(assets.Count(asset => asset.Model.Contains("mask by", StringComparison.Ordinal)), Is.EqualTo(1), "the first had its mask, the second none");
    }

    [Test]
    public async Task A_cut_out_that_a_vendor_refuses_leaves_the_whole_photo_and_says_why()
    {
        var store = await AddSceneryAsync();
        Vendors.OnOrder = _ => KieStandIn.Kie(400, "Your content was flagged by our policy");
        await MakeAsync(store);
        await ShownWholeAsync(store.Id, "No AI provider that is connected could cut it out.");
    }

    [Test]
    public async Task A_days_limit_that_is_reached_leaves_the_whole_photo_at_once_and_says_why()
    {
        var (store, began) = (await AddSceneryAsync(), Clock.GetUtcNow());
        await InStoreAsync(store.Id, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            context.ProviderCaps.Add(new ProviderCap { StoreId = store.Id, Vendor = "kie", DayMicros = Price - 1 });
            return await context.SaveChangesAsync();
        });
        await MakeAsync(store);
        await ShownWholeAsync(store.Id, "The day's limit of what kie.ai may cost is reached.");
        Assert.That(Clock.GetUtcNow(), Is.LessThan(began + CutRoutes.Patience));
    }

    [Test]
    public async Task A_store_that_does_not_want_it_buys_no_cut_out()
    {
        var store = await AddSceneryAsync();
        await InStoreAsync(store.Id, async scope =>
        {
            await scope.GetRequiredService<ProviderSettings>().SavePolicyAsync(RoutingGoal.Balanced, RoutingGoal.Balanced, buysCutouts: false, "test", CancellationToken.None);
            return true;
        });
        await MakeAsync(store);
        await ShownWholeAsync(store.Id, "an AI provider that removes backgrounds, would let the product stand free.");
    }

    [Test]
    public async Task Without_a_vendor_the_whole_photo_is_shown_and_the_row_says_what_would_help()
    {
        await using var alone = Build(RenderHere);
        var store = await AddSceneryAsync();
        await OrderHereAsync(store);
        while (await alone.GetServices<IBacklog>().OfType<GenerationBacklog>().Single().AdvanceNextAsync(store.Id, "alone", CancellationToken.None))
        {
        }

        await ShownWholeAsync(store.Id, "an AI provider that removes backgrounds, would let the product stand free.");
    }

    [Test]
    public async Task A_cut_out_in_which_nothing_was_found_is_paid_for_told_and_not_bought_again()
    {
        var store = await AddSceneryAsync();
        Vendors.OnOutput = () => new HttpResponseMessage { Content = new ByteArrayContent(TestPicture.Png(Side, Side)) };
        await MakeAsync(store);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await MakeAsync(await AddSameAsync(store));
        Assert.Multiple(async () =>
        {
            Assert.That((await AssetsAsync(store.Id)).Select(asset => asset.CostMicros), Is.EqualTo(new long?[] { Price, null }), await ToldAsync(store.Id));
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1));
            Assert.That((await HistoryAsync(store.Id)).Count(line => line.Contains("kie.ai found no product in it.")), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_store_never_sees_the_mask_that_another_one_bought_of_the_same_picture()
    {
        var (one, other) = (await AddSceneryAsync(), await AddSceneryAsync());
        await MakeAsync(one);
        Assert.That((await CutoutsAsync(other.Id), await MasksAsync(other.Id)), Is.EqualTo((Array.Empty<Cutout>(), Array.Empty<string>())));
        await MakeAsync(other);
        Assert.Multiple(async () =>
        {
            Assert.That(Vendors.Orders, Has.Count.EqualTo(2), "each store buys its own");
            Assert.That((await AssetsAsync(other.Id)).Single().CostMicros, Is.EqualTo(Price));
            Assert.That((await CutoutsAsync(other.Id)).Select(cutout => cutout.StoreId), Is.EqualTo(new[] { other.Id }));
        });
    }

    [Test]
    public async Task What_is_left_of_a_store_after_its_erasure_is_no_cut_out_and_no_mask()
    {
        var store = await AddSceneryAsync();
        await MakeAsync(store);
        var request = await InStoreAsync(store.Id, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            await context.Stores.ExecuteUpdateAsync(row => row.SetProperty(one => one.Status, StoreStatus.Uninstalled));
            var demand = new ComplianceRequest
            {
                Id = Guid.CreateVersion7(Clock.GetUtcNow()), WebhookId = $"erase-{store.Id}", Topic = "shop/redact", ShopHash = "hash", SubjectId = store.Id,
                TriggeredAt = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(), Outcome = "Asked.",
            };
            context.ComplianceRequests.Add(demand);
            await context.SaveChangesAsync();
            return demand.Id;
        });
        Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<StoreErasure>().RunAsync(request, CancellationToken.None)), Is.True);
        Assert.Multiple(async () =>
        {
            Assert.That(await CutoutsAsync(store.Id), Is.Empty);
            Assert.That(await MasksAsync(store.Id), Is.Empty);
            Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().ComplianceRequests.Where(row => row.Id == request).Select(row => row.Counts!["cutouts"]).SingleAsync()), Is.EqualTo(1));
        });
    }

    private async Task ShownWholeAsync(Guid storeId, string why)
    {
        var (row, told) = (await RowAsync(storeId), await ToldAsync(storeId));
        Assert.That(row.State, Is.EqualTo(GenerationState.Done), told);
        Assert.Multiple(async () =>
        {
            Assert.That((await AssetsAsync(storeId)).Single().CostMicros, Is.Null);
            Assert.That(told, Does.Contain("so the whole photo is shown.").And.Contain(why));
            Assert.That(Vendors.Orders, Is.Empty);
            Assert.That((await CheckLedgerAsync(storeId)).Faults, Is.Empty);
        });
    }
}
