using Commerce.Batches;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commerce.Tests.Batches;

/// <summary>Checklist 35: a result has its name before it is made, and what it was made by never changes.</summary>
public sealed class RequestHashTests
{
    private static readonly PlannedRow Row = new(Guid.Empty, new Guid(1, 2, 3, new byte[8]), GenerationKind.Image, "studio-shot", 64, 48, 1, 0);
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 64, 48, 1)], "on snow", true, 3);

    private static IEnumerable<TestCaseData> Others()
    {
        yield return new TestCaseData(Row with { SourceImageId = Guid.Empty }, "model 1", Content, 0).SetArgDisplayNames("source");
        yield return new TestCaseData(Row with { Style = "lifestyle" }, "model 1", Content, 0).SetArgDisplayNames("style");
        yield return new TestCaseData(Row with { Width = 65 }, "model 1", Content, 0).SetArgDisplayNames("width");
        yield return new TestCaseData(Row with { Height = 49 }, "model 1", Content, 0).SetArgDisplayNames("height");
        yield return new TestCaseData(Row, "model 2", Content, 0).SetArgDisplayNames("model version");
        yield return new TestCaseData(Row, "model 1", Content with { Prompt = "on sand" }, 0).SetArgDisplayNames("fine-tuning");
        yield return new TestCaseData(Row, "model 1", Content with { BrandVersion = 4 }, 0).SetArgDisplayNames("brand version");
        yield return new TestCaseData(Row, "model 1", Content, 1).SetArgDisplayNames("copy, which is the seed");
    }

    [Test]
    public void Item35_The_same_request_has_the_same_hash_and_seed_whatever_it_costs_and_wherever_it_stands()
    {
        var (one, two) = (RequestHash.Of(Row, "model 1", Content, 0), RequestHash.Of(Row with { Credits = 9, ProductId = new Guid(9, 9, 9, new byte[8]) }, "model 1", Content, 0));
        Assert.That((two, RequestHash.Seed(two)), Is.EqualTo((one, RequestHash.Seed(one))));
    }

    [TestCaseSource(nameof(Others))]
    public void Item35_Another_request_has_another_hash_and_seed(PlannedRow row, string model, RecipeContent content, int copy)
    {
        var (one, two) = (RequestHash.Of(Row, "model 1", Content, 0), RequestHash.Of(row, model, content, copy));
        Assert.That(two, Is.Not.EqualTo(one));
        Assert.That(RequestHash.Seed(two), Is.Not.EqualTo(RequestHash.Seed(one)));
    }
}

[Category("Database")]
public sealed class RecipeVersionTests : CoreFixture
{
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
}
