using Commerce.Review;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Review;

[Category("Database")]
public sealed class RatingsTests : CoreFixture
{
    [Test]
    public async Task A_person_has_one_rating_of_a_result_the_latest()
    {
        var (store, _, assets) = await DeliverAsync(1);
        await RateAsync(store, assets[0], 2, "staff 1");
        await RateAsync(store, assets[0], 4, "staff 1");
        await RateAsync(store, assets[0], 5, "staff 2");
        Assert.That(
            await ReadAsync(store.Id, context => context.Ratings.OrderBy(rating => rating.RatedBy).Select(rating => $"{rating.RatedBy} {rating.Stars}").ToListAsync()),
            Is.EqualTo(new[] { "staff 1 4", "staff 2 5" }));
    }

    [Test]
    public async Task No_stars_take_the_own_rating_back_and_nobody_elses()
    {
        var (store, _, assets) = await DeliverAsync(1);
        await RateAsync(store, assets[0], 2, "staff 1");
        await RateAsync(store, assets[0], 5, "staff 2");
        await RateAsync(store, assets[0], 0, "staff 1");
        Assert.That(await ReadAsync(store.Id, context => context.Ratings.Select(rating => rating.RatedBy).ToListAsync()), Is.EqualTo(new[] { "staff 2" }));
    }

    [TestCase(-1)]
    [TestCase(6)]
    public async Task There_are_one_to_five_stars(int stars)
    {
        var (store, _, assets) = await DeliverAsync(1);
        Assert.That(() => RateAsync(store, assets[0], stars, "staff 1"), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Another_stores_result_cannot_be_rated()
    {
        var (_, _, assets) = await DeliverAsync(1);
        var stranger = await AddStoreAsync();
        Assert.That(await RateAsync(stranger, assets[0], 5, "staff 1"), Is.False);
        Assert.That(await ReadAsync(stranger.Id, context => context.Ratings.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Averages_are_told_by_style_for_a_batch_and_for_its_recipe()
    {
        var (store, batch, assets) = await DeliverAsync(3);
        await RateAsync(store, assets[0], 5, "staff 1");
        await RateAsync(store, assets[0], 3, "staff 2");
        await RateAsync(store, assets[1], 2, "staff 1");
        var recipe = await ReadAsync(store.Id, context => context.Batches.Where(row => row.Id == batch).Select(row => row.RecipeId).SingleAsync());
        var ofBatch = await ReadAsync(store.Id, context => RatingAverage.OfBatchAsync(context, batch, CancellationToken.None));
        var ofRecipe = await ReadAsync(store.Id, context => RatingAverage.OfRecipeAsync(context, recipe, CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(ofBatch.Single().Style, Is.EqualTo("studio-shot"));
            Assert.That(ofBatch.Single().Stars, Is.EqualTo(10 / 3.0).Within(0.001));
            Assert.That(ofBatch.Single().Rated, Is.EqualTo(2));
            Assert.That(ofRecipe, Is.EqualTo(ofBatch));
            Assert.That(RatingAverage.Together([]), Is.Null);
        });
    }

    private async Task<(TestStore Store, Guid Batch, List<Guid> Assets)> DeliverAsync(int copies)
    {
        var store = await AddStoreAsync();
        var batch = await StartBatchAsync(store, copies);
        await DrainAsync(store.Id);
        return (store, batch, await ReadAsync(store.Id, context => context.Assets.OrderBy(asset => asset.Id).Select(asset => asset.Id).ToListAsync()));
    }

    private Task<bool> RateAsync(TestStore store, Guid asset, int stars, string person) =>
        Work.RunAsync(store.Id, services => ActivatorUtilities.CreateInstance<Ratings>(services).RateAsync(asset, stars, person, CancellationToken.None));
}
