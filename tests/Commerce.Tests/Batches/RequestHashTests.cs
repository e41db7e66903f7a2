using Commerce.Batches;
using Commerce.Data;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Batches;

/// <summary>Checklist 35: a result has its name before it is made, and what it was made by never changes.</summary>
[Category("Database")]
public sealed class RequestHashTests : CoreFixture
{
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 64, 48, 1)], "on snow", true, 3);

    private static IEnumerable<TestCaseData> Others()
    {
        yield return new TestCaseData(Content with { Styles = [new RecipeStyle("lifestyle", 64, 48, 1)] }, 0).SetArgDisplayNames("style");
        yield return new TestCaseData(Content with { Styles = [new RecipeStyle("studio-shot", 65, 48, 1)] }, 0).SetArgDisplayNames("width");
        yield return new TestCaseData(Content with { Styles = [new RecipeStyle("studio-shot", 64, 49, 1)] }, 0).SetArgDisplayNames("height");
        yield return new TestCaseData(Content with { Prompt = "on sand" }, 0).SetArgDisplayNames("fine-tuning");
        yield return new TestCaseData(Content with { BrandVersion = 4 }, 0).SetArgDisplayNames("brand version");
        yield return new TestCaseData(Content with { UseBrand = false }, 0).SetArgDisplayNames("brand");
        yield return new TestCaseData(Content with { Styles = [new RecipeStyle("studio-shot", 64, 48, 2)] }, 1).SetArgDisplayNames("copy, which is the seed");
    }

    [Test]
    public async Task Item35_The_same_bytes_and_words_have_the_same_hash_and_seed_wherever_they_stand()
    {
        var (one, two) = (await StoreAsync("same bytes"), await StoreAsync("same bytes"));
        Assert.That((await NamesAsync(two, Content))[0], Is.EqualTo((await NamesAsync(one, Content))[0]));
    }

    [TestCaseSource(nameof(Others))]
    public async Task Item35_Another_request_has_another_hash_and_seed(RecipeContent content, int row)
    {
        var (one, two) = (await StoreAsync("same bytes"), await StoreAsync("same bytes"));
        var (first, second) = ((await NamesAsync(one, Content))[0], (await NamesAsync(two, content))[row]);
        Assert.That(second.Hash, Is.Not.EqualTo(first.Hash));
        Assert.That(second.Seed, Is.Not.EqualTo(first.Seed));
    }

    [Test]
    public async Task Item35_Other_bytes_have_another_hash()
    {
        var (one, two) = (await StoreAsync("these bytes"), await StoreAsync("those bytes"));
        Assert.That((await NamesAsync(two, Content))[0], Is.Not.EqualTo((await NamesAsync(one, Content))[0]));
    }

    [Test]
    public async Task Item35_A_recipe_version_cannot_be_rewritten_and_a_batch_keeps_its_own()
    {
        var store = await AddStoreAsync();
        var batchId = await StartBatchAsync(store);
        Assert.That(() => ReadAsync(store.Id, context => context.Recipes.ExecuteUpdateAsync(set => set.SetProperty(row => row.ContentHash, "another"))), Throws.InstanceOf<PostgresException>());
        Assert.That(
            () => ReadAsync(store.Id, context => context.Database.ExecuteSqlAsync($"update recipes set content = '{{}}' where store_id = {store.Id}")), Throws.InstanceOf<PostgresException>());
        Assert.That(await ReadAsync(store.Id, context => context.Batches.Where(row => row.Id == batchId).AllAsync(row => context.Recipes.Any(recipe => recipe.Id == row.RecipeId))), Is.True);
    }

    private async Task<TestStore> StoreAsync(string bytes)
    {
        var store = await AddStoreAsync();
        await ReadAsync(store.Id, context => context.SourceImages.ExecuteUpdateAsync(image => image.SetProperty(row => row.Sha256, bytes)));
        return store;
    }

    private Task<List<(string Hash, long Seed)>> NamesAsync(TestStore store, RecipeContent content) => Work.RunAsync(store.Id, async scope =>
    {
        var request = new BatchRequest("Test", store.Products, content, "click", "test");
        var batchId = await scope.GetRequiredService<BatchStarter>().StartAsync(request, CancellationToken.None);
        var rows = await scope.GetRequiredService<CommerceContext>().Generations.Where(row => row.BatchId == batchId).OrderBy(row => row.RowNumber).ToListAsync();
        return rows.ConvertAll(row => (row.RequestHash, row.Seed));
    });
}
