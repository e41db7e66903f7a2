using System.Net;
using System.Text;
using Commerce.Batches;
using Commerce.Batches.Sheets.Checking;
using Commerce.Generations;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Batches.Sheets;

/// <summary>The way from a batch's failures to a draft of its corrected rows.</summary>
public sealed class CorrectedRowsTests : TwoStoresFixture
{
    private static readonly RecipeContent Recipe = new([new RecipeStyle("lifestyle", 2048, 2048, 1)], "warm light", false, null) { LeastFidelity = 60 };

    [Test]
    public async Task UI02_corrected_rows_are_uploaded_from_the_failures_and_keep_the_batchs_recipe()
    {
        var (batch, recipe) = await FailAsync();
        var upload = $"/batches/sheets?batch={batch}";
        Assert.That(await Client.GetStringAsync($"/batches/{batch}?tab=failures"), Does.Contain("Upload corrected rows").And.Contain(upload));
        Assert.That(await Client.GetStringAsync(upload), Does.Contain("Corrected rows of Kettles").And.Contain($"action=\"{upload}\""));

        using var sent = await SendFileAsync(Client, upload);
        var address = sent.Headers.Location!.ToString();
        await PostAsync(address, ("column-product", "0"));
        await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<SheetChecker>().RunAsync(Guid.Parse(address.Split('/')[^1]), CancellationToken.None));
        var styles = (await PostAsync($"{address}?handler=Run")).Headers.Location!.ToString();
        var draft = await ReadAsync(StoreA, context => context.BatchDrafts.AsNoTracking().SingleAsync(row => row.Id == Guid.Parse(styles.Split('/')[3])));
        Assert.Multiple(async () =>
        {
            Assert.That((RecipeBook.Hash(draft.Content), draft.RecipeId), Is.EqualTo((RecipeBook.Hash(Recipe), (Guid?)recipe)));
            Assert.That(await Client.GetStringAsync(styles), Does.Contain("warm light"));
        });
    }

    [Test]
    public async Task UI02_failed_rows_of_a_spreadsheet_are_corrected_there_and_not_made_again_from_their_products_alone()
    {
        var (batch, _) = await FailAsync();
        Assert.That(await Client.GetStringAsync($"/batches/{batch}?tab=failures"), Does.Contain("handler=Again"), "rows of the catalogue are");
        await ReadAsync(StoreA, context => context.Generations.Where(row => row.BatchId == batch).ExecuteUpdateAsync(row => row.SetProperty(one => one.SheetId, NewId())));
        var again = await PostAsync($"/batches/{batch}?handler=Again", ("code", "picture-too-small"));
        Assert.Multiple(async () =>
        {
            Assert.That(await Client.GetStringAsync($"/batches/{batch}?tab=failures"), Does.Not.Contain("handler=Again"));
            Assert.That(again.Headers.Location!.ToString(), Is.EqualTo($"/batches/sheets?batch={batch}"));
        });
    }

    [Test]
    public async Task UI02_another_stores_batch_takes_no_corrected_rows()
    {
        var (batch, _) = await FailAsync();
        using var sent = await SendFileAsync(Theirs, $"/batches/sheets?batch={batch}");
        Assert.Multiple(async () =>
        {
            Assert.That((await Theirs.GetAsync($"/batches/sheets?batch={batch}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    private async Task<(Guid Batch, Guid Recipe)> FailAsync()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Kettle");
        var batch = await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Kettles", [product.Id], Recipe, NewId().ToString(), "staff 901"), CancellationToken.None));
        await ReadAsync(StoreA, context => context.Generations.Where(row => row.BatchId == batch).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.State, GenerationState.Failed).SetProperty(one => one.DueAt, (DateTimeOffset?)null).SetProperty(one => one.ErrorCode, "picture-too-small")));
        return (batch, await ReadAsync(StoreA, context => context.Batches.Where(row => row.Id == batch).Select(row => row.RecipeId).SingleAsync()));
    }

    private static async Task<HttpResponseMessage> SendFileAsync(HttpClient client, string address)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("Handle,Note\nkettle,corrected\n")), "sheet", "kettles.csv");
        return await client.PostAsync(address, form);
    }
}
