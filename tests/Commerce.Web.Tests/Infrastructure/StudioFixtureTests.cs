using System.Net;
using Commerce.Batches;
using Commerce.Credits;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Infrastructure;

/// <summary>What every other test of the host stands on.</summary>
public sealed class StudioFixtureTests : StudioFixture
{
    [Test]
    public async Task The_host_is_ready_on_its_own_database()
    {
        using var client = Stranger();
        Assert.That((await client.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Each_store_sees_its_own_rows()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Copper can", pictures: 2);
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(StoreA, context => context.Products.AnyAsync(row => row.Id == product.Id)), Is.True);
            Assert.That(await ReadAsync(StoreB, context => context.Products.AnyAsync(row => row.Id == product.Id)), Is.False);
        });
    }

    [Test]
    public async Task A_delivered_batch_adds_up()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Oak trug");
        var batch = await Media.StartBatchAsync(StoreA, [product], styles: ["studio-shot", "lifestyle"]);
        var assets = await Media.DeliverAsync(StoreA, batch);
        var ledger = await ReadAsync(StoreA, context => LedgerCheck.RunAsync(context, CancellationToken.None));
        Assert.That(assets, Has.Count.EqualTo(2));
        Assert.That(ledger.Faults, Is.Empty);
        Assert.That(await ReadAsync(StoreA, context => context.Batches.Select(row => row.State).SingleAsync()), Is.EqualTo(BatchState.Done));
    }

    [Test]
    public async Task A_page_that_does_not_exist_is_the_worded_page()
    {
        using var client = ClientOf(StoreA);
        var answer = await client.GetAsync("/nowhere");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This page does not exist"));
    }
}
