using System.Text.Json;
using Commerce.Web.Extensions;
using Commerce.Web.Tests.Infrastructure;

namespace Commerce.Web.Tests.Extensions;

/// <summary>What the admin block shows.</summary>
public sealed class ProductStatusesTests : ExtensionFixture
{
    [Test]
    public async Task Counts_by_state_and_names_the_last_batch_and_the_way_to_review()
    {
        var product = await AddAsync(StoreA, "Clock");
        var seeded = new SeededProduct(product.Id, "Clock", []);
        await Media.FailAsync(StoreA, await Media.StartBatchAsync(StoreA, [seeded], "First"), "broken", "It broke.");
        await Media.DeliverAsync(StoreA, await Media.StartBatchAsync(StoreA, [seeded], "Second", "studio-shot", "lifestyle"));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var last = await Media.StartBatchAsync(StoreA, [seeded], "Third", "minimalist");
        var status = await AskAsync(StoreA, product.GlobalId);
        Assert.Multiple(() =>
        {
            Assert.That(Counts(status), Is.EqualTo((1, 0, 2, 1, 2, 0)));
            Assert.That(status.GetProperty("lastBatch").GetProperty("name").GetString(), Is.EqualTo("Third"));
            Assert.That(status.GetProperty("lastBatch").GetProperty("state").GetString(), Is.EqualTo("running"));
            Assert.That(status.GetProperty("lastBatch").GetProperty("page").GetString(), Is.EqualTo($"/batches/{last}"));
            Assert.That(status.GetProperty("reviewPage").GetString(), Is.EqualTo($"/review?product={product.Id}"));
        });
    }

    [Test]
    public async Task Item2_A_product_of_another_store_is_as_unknown_as_none()
    {
        var theirs = await AddAsync(StoreB, "Theirs");
        await Media.StartBatchAsync(StoreB, [new SeededProduct(theirs.Id, "Theirs", [])]);
        foreach (var id in (string[])[theirs.GlobalId, "gid://shopify/Product/424242", "'; drop table products"])
        {
            var status = await AskAsync(StoreA, id);
            Assert.Multiple(() =>
            {
                Assert.That(status.GetProperty("known").GetBoolean(), Is.False, id);
                Assert.That(Counts(status), Is.EqualTo((0, 0, 0, 0, 0, 0)), id);
                Assert.That(status.GetProperty("lastBatch").ValueKind, Is.EqualTo(JsonValueKind.Null), id);
            });
        }
    }

    private async Task<JsonElement> AskAsync(SeededStore store, string id)
    {
        using var client = ClientOf(store);
        return await ReadAsync(await client.GetAsync($"{ExtensionAddresses.Product}?id={Uri.EscapeDataString(id)}"));
    }

    private static (int Waiting, int Running, int Done, int Failed, int ToReview, int Published) Counts(JsonElement status)
    {
        int Of(string name) => status.GetProperty(name).GetInt32();
        return (Of("waiting"), Of("running"), Of("done"), Of("failed"), Of("toReview"), Of("published"));
    }
}
