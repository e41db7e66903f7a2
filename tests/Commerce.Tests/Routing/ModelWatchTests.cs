using Commerce.Alerts;
using Commerce.Batches;
using Commerce.Data;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>What is looked after at night.</summary>
[Category("Database")]
public sealed class ModelWatchTests : RoutingFixture
{
    private const string Model = "google/nano-banana-edit";

    [Test]
    public async Task A_model_that_ends_raises_an_alert_while_a_recipe_in_use_names_it_and_closes_it_when_none_does()
    {
        var store = await AddStoreAsync();
        var recipe = Guid.CreateVersion7(Clock.GetUtcNow());
        await SaveAsync(store, recipe, $"kie:{Model}");
        await WatchAsync();
        Assert.That(await OpenAsync(), Is.Empty, "it does not end");

        await EndAsync(store, 60);
        await WatchAsync();
        await WatchAsync();
        Assert.That((await OpenAsync()).Select(alert => (alert.Subject, alert.Times)), Is.EqualTo(new[] { ($"kie:{Model}", 2) }));

        await SaveAsync(store, recipe, "kie:nano-banana-2");
        await WatchAsync();
        Assert.That(await OpenAsync(), Is.Empty, "the newest version names another");
    }

    [Test]
    public async Task A_recipe_that_was_put_away_alarms_nobody()
    {
        var store = await AddStoreAsync();
        var recipe = Guid.CreateVersion7(Clock.GetUtcNow());
        await SaveAsync(store, recipe, "kie:flux-2/pro-image-to-image");
        await InStoreAsync(store.Id, async scope =>
        {
            await scope.GetRequiredService<RecipeBook>().ArchiveAsync(recipe, away: true, CancellationToken.None);
            return await scope.GetRequiredService<ModelWatch>().NamedAsync(CancellationToken.None);
        });
        Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<ModelWatch>().NamedAsync(CancellationToken.None)), Is.Empty);
    }

    [Test]
    public async Task Callbacks_are_forgotten_after_a_day_and_not_before()
    {
        var store = await AddStoreAsync();
        await OrderAsync(store);
        var row = await RowAsync(store.Id);
        await InStoreAsync(store.Id, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            context.ProviderCallbacks.AddRange(new[] { 23, 25 }.Select(hours => new ProviderCallback { StoreId = store.Id, Vendor = "kie", ReplayKey = $"{hours}", GenerationId = row.Id, Attempt = 1, ReceivedAt = Clock.GetUtcNow().AddHours(-hours) }));
            return await context.SaveChangesAsync();
        });
        await WatchAsync();
        Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().ProviderCallbacks.Select(callback => callback.ReplayKey).ToListAsync()), Is.EqualTo(new[] { "23" }));
    }

    [Test]
    public async Task A_model_that_leaves_its_vendors_list_is_told_to_the_operators_until_it_is_back()
    {
        var store = await AddStoreAsync();
        await SaveAsync(store, Guid.CreateVersion7(Clock.GetUtcNow()), "google:gemini-3-pro-image");
        await WatchAsync();
        Assert.That(await UnlistedAsync(), Is.Empty);

        Clock.Advance(TimeSpan.FromDays(1));
        Vendors.OnList = () => KieStandIn.Listing("gemini-3.1-flash-image");
        await WatchAsync();
        Assert.That(await UnlistedAsync(), Is.EqualTo(new[] { "google:gemini-3-pro-image" }));

        Clock.Advance(TimeSpan.FromDays(1));
        Vendors.Reset();
        await WatchAsync();
        Assert.That(await UnlistedAsync(), Is.Empty);
    }

    [Test]
    public async Task A_vendor_whose_list_cannot_be_read_is_noted_in_words_and_keeps_what_it_said_before()
    {
        var store = await AddStoreAsync();
        await WatchAsync();
        var before = await ListingsAsync(store);
        Clock.Advance(TimeSpan.FromDays(1));
        foreach (var (answer, words) in ((Func<HttpResponseMessage>, string)[])[(() => new(System.Net.HttpStatusCode.ServiceUnavailable), "status 503"), (() => throw new HttpRequestException("gone"), "broke"), (() => KieStandIn.Listing("something-else"), "none of the models")])
        {
            Vendors.OnList = answer;
            await WatchAsync();
            var list = await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().ModelLists.AsNoTracking().SingleAsync());
            Assert.That((list.Vendor, list.AskedAt), Is.EqualTo(("google", Clock.GetUtcNow())));
            Assert.That(list.Failure, Does.Contain(words));
        }

        Assert.That(await ListingsAsync(store), Is.EqualTo(before).And.Not.Empty);
        Assert.That(await UnlistedAsync(), Is.Empty);
    }

    private Task<List<(string, DateTimeOffset?)>> ListingsAsync(TestStore store) => InStoreAsync(store.Id, async scope =>
        (await scope.GetRequiredService<CommerceContext>().ModelListings.AsNoTracking().OrderBy(listing => listing.Model).ToListAsync()).Select(listing => (listing.Model, listing.ListedAt)).ToList());

    private async Task<List<string>> UnlistedAsync() => [.. (await OpenAsync()).Where(alert => alert.Code == AlertCodes.ModelUnlisted).Select(alert => alert.Subject)];

    private async Task WatchAsync()
    {
        await using var scope = Routed.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ModelWatchJob>(scope.ServiceProvider).Execute(Firing.Of(Guid.Empty), CancellationToken.None);
    }

    private async Task<List<Alert>> OpenAsync()
    {
        await using var scope = Routed.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AlertLog>().OpenAsync(CancellationToken.None);
    }

    private Task EndAsync(TestStore store, int days) => InStoreAsync(store.Id, async scope =>
    {
        var until = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(days);
        await scope.GetRequiredService<ModelChanges>().SaveAsync(new ModelOverride { Vendor = "kie", Model = Model, UntilDay = until, ChangedBy = "" }, "a test", CancellationToken.None);
        return until;
    });

    private Task<Guid?> SaveAsync(TestStore store, Guid recipe, string model) => InStoreAsync<Guid?>(store.Id, async scope =>
    {
        var content = new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null) { ImageModel = model };
        var book = scope.GetRequiredService<RecipeBook>();
        return await book.NewestAsync(recipe, CancellationToken.None) is null
            ? await book.SaveNewAsync(recipe, "Ends", content, "test", CancellationToken.None)
            : await book.SaveAsync(recipe, "Ends", content, "test", CancellationToken.None);
    });
}
