using System.Net;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Batches;

/// <summary>What failed in a batch, and making it again.</summary>
public sealed class BatchFailuresTests : TwoStoresFixture
{
    [Test]
    public async Task Failures_are_grouped_by_reason_with_the_money_effect_and_can_be_tried_again()
    {
        var products = new[] { await Seeds.AddProductAsync(StoreA, "Axe"), await Seeds.AddProductAsync(StoreA, "Saw") };
        var batch = await Media.StartBatchAsync(StoreA, products);
        await Media.FailAsync(StoreA, batch, "refused", "The provider refused the picture because it shows a trademark.");
        var page = await Client.GetStringAsync($"/batches/{batch}");
        Assert.That(page, Does.Contain("The provider refused it").And.Contain("2 results failed").And.Contain("Choose another style for these").And.Contain("shows a trademark").And.Contain("2 credits are back in your balance. For: Axe, Saw."));

        var again = await PostAsync($"/batches/{batch}?handler=Again", ("code", "refused"));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await Client.GetStringAsync(again.Headers.Location), Does.Contain("Make 2 pictures for 2 credits"));
    }

    [Test]
    public async Task Only_what_failed_is_made_again_and_with_its_own_words()
    {
        var (first, second) = (await Seeds.AddProductAsync(StoreA, "Anvil"), await Seeds.AddProductAsync(StoreA, "Bellows"));
        var batch = await Media.StartBatchAsync(StoreA, [first, second], "Forge", "studio-shot", "lifestyle");
        await WriteAsync(StoreA, context => context.Generations.Where(row => row.BatchId == batch && row.ProductId == first.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Prompt, "on slate").SetProperty(one => one.Language, "de")));
        await Media.FailAsync(StoreA, batch, "refused", "Refused.", most: 1);
        await Media.DeliverAsync(StoreA, batch, most: 2);
        await Media.FailAsync(StoreA, batch, "refused", "Refused.");

        var review = (await PostAsync($"/batches/{batch}?handler=Again", ("code", "refused"))).Headers.Location!.ToString();
        Assert.That(await Client.GetStringAsync(review), Does.Contain("Make 2 pictures for 2 credits"));
        var again = Guid.Parse((await PostAsync(review, ("Name", "Forge again"), ("credits", "2"))).Headers.Location!.ToString()["/batches/".Length..]);
        var rows = await ReadAsync(StoreA, context => context.Generations.AsNoTracking().Where(row => row.BatchId == again).OrderBy(row => row.RowNumber).ToListAsync());
        Assert.That(
            rows.Select(row => (row.ProductId, row.Style, row.Prompt, row.Language)),
            Is.EqualTo(new[] { (first.Id, "studio-shot", "on slate", "de"), (second.Id, "lifestyle", "", "") }));
    }

    [Test]
    public async Task Another_style_is_made_of_each_product_that_failed_and_of_no_other()
    {
        var products = new[] { await Seeds.AddProductAsync(StoreA, "Chisel"), await Seeds.AddProductAsync(StoreA, "Drill") };
        var batch = await Media.StartBatchAsync(StoreA, products, "Workshop");
        await Media.FailAsync(StoreA, batch, "refused", "Refused.", most: 1);
        await Media.DeliverAsync(StoreA, batch);
        var styles = (await PostAsync($"/batches/{batch}?handler=Again", ("code", "refused"), ("otherStyle", "true"))).Headers.Location!.ToString();
        var review = (await PostAsync(styles, ("styles", "lifestyle"))).Headers.Location!.ToString();
        var again = Guid.Parse((await PostAsync(review, ("Name", "Another style"), ("credits", "1"))).Headers.Location!.ToString()["/batches/".Length..]);
        var rows = await ReadAsync(StoreA, context => context.Generations.Where(row => row.BatchId == again).Select(row => new { row.ProductId, row.Style }).ToListAsync());
        Assert.That(rows.Select(row => (row.ProductId, row.Style)), Is.EqualTo(new[] { (products[0].Id, "lifestyle") }));
    }
}
