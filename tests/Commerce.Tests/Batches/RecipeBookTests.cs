using Commerce.Batches;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Batches;

[Category("Database")]
public sealed class RecipeBookTests : CoreFixture
{
    private static readonly OfferedModels Offers = new(["local"], ["local"]);
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 2048, 2048, 1), new RecipeStyle("studio-shot", 2560, 1440, 2)], "on oak", true, 3);

    [Test]
    public async Task A_change_makes_the_next_version_and_the_same_content_none()
    {
        var (store, id) = (await AddStoreAsync(), Guid.CreateVersion7(Clock.GetUtcNow()));
        var first = await WithAsync(store, recipes => recipes.SaveNewAsync(id, "Clean", Content, "test", CancellationToken.None));
        var same = await WithAsync(store, recipes => recipes.SaveAsync(id, "Renamed", Content, "test", CancellationToken.None));
        var second = await WithAsync(store, recipes => recipes.SaveAsync(id, "Renamed", Content with { Prompt = "on slate" }, "test", CancellationToken.None));
        var versions = await ReadAsync(store.Id, context => context.Recipes.AsNoTracking().OrderBy(row => row.Version).ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(same, Is.EqualTo(first));
            Assert.That(versions.Select(row => (row.Id, row.Version, row.Content.Prompt)), Is.EqualTo(new[] { (first, 1, "on oak"), (second!.Value, 2, "on slate") }));
            Assert.That(await ReadAsync(store.Id, context => context.SavedRecipes.Select(row => row.Name).SingleAsync()), Is.EqualTo("Renamed"));
        });
    }

    [Test]
    public async Task Versions_saved_at_once_are_numbered_one_after_the_other()
    {
        var (store, id) = (await AddStoreAsync(), Guid.CreateVersion7(Clock.GetUtcNow()));
        await WithAsync(store, recipes => recipes.SaveNewAsync(id, "Clean", Content, "test", CancellationToken.None));
        await Task.WhenAll(Enumerable.Range(1, 6).Select(number =>
            WithAsync(store, recipes => recipes.SaveAsync(id, "Clean", Content with { Prompt = $"light {number}" }, "test", CancellationToken.None))));
        Assert.That(await ReadAsync(store.Id, context => context.Recipes.OrderBy(row => row.Version).Select(row => row.Version).ToListAsync()), Is.EqualTo(Enumerable.Range(1, 7)));
    }

    [Test]
    public async Task A_version_never_changes_and_a_batch_keeps_the_one_it_was_started_with()
    {
        var (store, id) = (await AddStoreAsync(), Guid.CreateVersion7(Clock.GetUtcNow()));
        var content = new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null);
        var version = await WithAsync(store, recipes => recipes.SaveNewAsync(id, "Clean", content, "test", CancellationToken.None));
        var batch = await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Run", store.Products, content, "click", "test") { RecipeId = version }, CancellationToken.None));
        await WithAsync(store, recipes => recipes.SaveAsync(id, "Clean", content with { Prompt = "changed" }, "test", CancellationToken.None));
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(store.Id, context => context.Batches.Where(row => row.Id == batch).Select(row => row.RecipeId).SingleAsync()), Is.EqualTo(version));
            Assert.That(await ReadAsync(store.Id, context => context.Recipes.Where(row => row.Id == version).Select(row => row.Content).SingleAsync()), Is.EqualTo(content).Using<RecipeContent>((one, two) => RecipeBook.Hash(one) == RecipeBook.Hash(two)));
            Assert.That(() => ReadAsync(store.Id, context => context.Recipes.ExecuteUpdateAsync(row => row.SetProperty(one => one.Version, 9))), Throws.InstanceOf<PostgresException>());
        });
    }

    [Test]
    public async Task An_archived_recipe_is_not_changed_and_comes_back()
    {
        var (store, id) = (await AddStoreAsync(), Guid.CreateVersion7(Clock.GetUtcNow()));
        await WithAsync(store, recipes => recipes.SaveNewAsync(id, "Clean", Content, "test", CancellationToken.None));
        await WithAsync(store, recipes => recipes.ArchiveAsync(id, away: true, CancellationToken.None));
        var refused = await WithAsync(store, recipes => recipes.SaveAsync(id, "Clean", Content with { Prompt = "no" }, "test", CancellationToken.None));
        await WithAsync(store, recipes => recipes.ArchiveAsync(id, away: false, CancellationToken.None));
        var taken = await WithAsync(store, recipes => recipes.SaveAsync(id, "Clean", Content with { Prompt = "yes" }, "test", CancellationToken.None));
        Assert.That((refused, taken is not null), Is.EqualTo(((Guid?)null, true)));
    }

    [Test]
    public async Task Another_store_neither_sees_nor_changes_it()
    {
        var (store, other, id) = (await AddStoreAsync(), await AddStoreAsync(), Guid.CreateVersion7(Clock.GetUtcNow()));
        await WithAsync(store, recipes => recipes.SaveNewAsync(id, "Clean", Content, "test", CancellationToken.None));
        Assert.Multiple(async () =>
        {
            Assert.That(await WithAsync(other, recipes => recipes.NewestAsync(id, CancellationToken.None)), Is.Null);
            Assert.That(await WithAsync(other, recipes => recipes.SaveAsync(id, "Mine", Content, "test", CancellationToken.None)), Is.Null);
            Assert.That(await WithAsync(other, recipes => recipes.ArchiveAsync(id, away: true, CancellationToken.None)), Is.False);
        });
    }

    [Test]
    public void A_file_carries_a_recipe_to_another_store_and_pins_that_stores_brand()
    {
        var (name, content, _) = RecipeFile.Read(RecipeFile.Write("Clean", Content with { NewVariations = true, LeastFidelity = 95, VideoSeconds = 12 }), Offers, brandVersion: 8);
        var (_, plain, _) = RecipeFile.Read(RecipeFile.Write("Clean", Content), Offers, brandVersion: null);
        Assert.Multiple(() =>
        {
            Assert.That(name, Is.EqualTo("Clean"));
            Assert.That(content.Styles, Is.EqualTo(Content.Styles));
            Assert.That((content.Prompt, content.UseBrand, content.BrandVersion, content.NewVariations, content.LeastFidelity, content.VideoSeconds), Is.EqualTo(("on oak", true, (int?)8, true, 95, (int?)12)));
            Assert.That((plain.UseBrand, plain.BrandVersion), Is.EqualTo((false, (int?)null)));
        });
    }

    [Test]
    public void A_file_carries_the_models_and_tells_those_that_the_other_store_cannot_use()
    {
        var file = RecipeFile.Write("Clean", Content with { ImageModel = "kie:a-model", VideoModel = "fal:another" });
        var (_, same, none) = RecipeFile.Read(file, new OfferedModels(["local", "kie:a-model"], ["local", "fal:another"]), null);
        var (_, other, missing) = RecipeFile.Read(file, new OfferedModels(["local", "kie:a-model"], ["local"]), null);
        Assert.Multiple(() =>
        {
            Assert.That((same.ImageModel, same.VideoModel, none.Count), Is.EqualTo(("kie:a-model", "fal:another", 0)));
            Assert.That((other.ImageModel, other.VideoModel), Is.EqualTo(("kie:a-model", "local")));
            Assert.That(missing, Is.EqualTo(new[] { "fal:another" }));
        });
    }

    [Test]
    public void A_model_that_the_other_store_has_for_videos_only_is_told_as_missing_for_pictures()
    {
        var file = RecipeFile.Write("Clean", Content with { ImageModel = "ai", VideoModel = "ai" });
        var (_, content, missing) = RecipeFile.Read(file, new OfferedModels(["local"], ["local", "ai"]), null);
        Assert.That((content.ImageModel, content.VideoModel, missing.Single()), Is.EqualTo(("local", "ai", "ai")));
    }

    [TestCase("")]
    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase("{\"format\":\"something-else\",\"version\":1}")]
    [TestCase("{\"format\":\"commerce-studio-recipe\",\"version\":1,\"name\":\"x\",\"prompt\":\"\",\"styles\":null}")]
    [TestCase("{\"format\":\"commerce-studio-recipe\",\"version\":1,\"name\":\"x\",\"prompt\":\"\",\"styles\":[null]}")]
    [TestCase("{\"format\":\"commerce-studio-recipe\",\"version\":1,\"name\":\"x\",\"prompt\":\"\",\"styles\":[{\"style\":\"no-such\",\"size\":\"1x1\",\"count\":1}]}")]
    [TestCase("{\"format\":\"commerce-studio-recipe\",\"version\":1,\"name\":\"x\",\"prompt\":\"\",\"styles\":[{\"style\":\"lifestyle\",\"size\":\"9x9\",\"count\":1}]}")]
    [TestCase("{\"format\":\"commerce-studio-recipe\",\"version\":1,\"name\":\"x\",\"prompt\":\"\",\"styles\":[{\"style\":\"lifestyle\",\"size\":\"2048x2048\",\"count\":900}]}")]
    [TestCase("{\"format\":\"commerce-studio-recipe\",\"version\":1,\"name\":\"x\",\"prompt\":\"\",\"styles\":[]}")]
    public void Any_other_file_is_refused_in_words(string content) => Assert.That(
        () => RecipeFile.Read(System.Text.Encoding.UTF8.GetBytes(content), Offers, 1), Throws.InstanceOf<RecipeFileException>());

    private Task<T> WithAsync<T>(TestStore store, Func<RecipeBook, Task<T>> act) => Work.RunAsync(store.Id, scope => act(scope.GetRequiredService<RecipeBook>()));
}
