using Commerce.Batches;
using Commerce.Providers;
using Commerce.Styles;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

public sealed class MeasuredPaceTests
{
    private static readonly MeasuredPace Pace = new(new Dictionary<(GenerationKind, string), double> { [(GenerationKind.Image, LocalModel.Name)] = 2, [(GenerationKind.Image, "ai")] = 30 }, 0);

    [Test]
    public void Each_model_takes_the_time_that_was_measured_of_it() => Assert.Multiple(() =>
    {
        Assert.That(Pace.For([Line(LocalModel.Name, 10)]), Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(Pace.For([Line(LocalModel.Name, 10), Line("ai", 2)]), Is.EqualTo(TimeSpan.FromSeconds(80)));
    });

    [Test]
    public void What_was_never_measured_is_not_guessed() => Assert.Multiple(() =>
    {
        Assert.That(Pace.For([Line(LocalModel.Name, 10), Line("openai:some-model", 1)]), Is.Null);
        Assert.That(Pace.For([Line("openai:some-model", 3, reused: 3)]), Is.EqualTo(TimeSpan.Zero), "what is served again takes no time");
    });

    private static PlanLine Line(string model, int rows, int reused = 0) => new("studio-shot", GenerationKind.Image, model, 64, 64, rows, reused, rows);
}

[Category("Database")]
public sealed class MeasuredPacesTests : CoreFixture
{
    [Test]
    public async Task Local_pictures_say_nothing_of_an_AI_batch()
    {
        var store = await AddStoreAsync(credits: 10, products: 2);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var content = new RecipeContent([new RecipeStyle("lifestyle", 64, 64, 1)], "", false, null);
        var (local, ai) = (await PlanAsync(store, content), await PlanAsync(store, content with { ImageModel = "ai" }));
        Assert.That(local.Duration, Is.Not.Null);
        Assert.That(ai.Duration, Is.Null);
    }

    private Task<BatchPlan> PlanAsync(TestStore store, RecipeContent content) =>
        Work.RunAsync(store.Id, services => services.GetRequiredService<BatchPlanner>().PlanAsync(store.Products, content, CancellationToken.None));
}
