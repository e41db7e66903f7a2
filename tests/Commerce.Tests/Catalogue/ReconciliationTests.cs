using System.Globalization;
using System.Text.Json;
using Commerce.Catalogue;
using Commerce.Publishing;
using Commerce.Stores;
using Commerce.Tests.Publishing;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Catalogue;

/// <summary>What no webhook told is found at night; what our own publishing told starts nothing.</summary>
public sealed class ReconciliationTests : PublishingFixture
{
    [Test]
    public async Task Item20_products_changed_made_and_deleted_are_found_without_a_webhook()
    {
        var (changed, deleted) = (await AddMediaAsync(1), await AddMediaAsync(1));
        await Sandbox.PostAsync($"control/shops/{Domain}/products/{changed.Handle}", new { title = "A brighter lamp", tags = new[] { "bright" } });
        await Sandbox.PostAsync($"control/shops/{Domain}/products", new { handle = "lamp-new", title = "Lamp nobody told of" });
        using var answer = await Sandbox.Control.DeleteAsync($"control/shops/{Domain}/products/{deleted.Handle}");
        await ReconcileAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((await CataloguedAsync(changed.Handle)).Title, Is.EqualTo("A brighter lamp"));
            Assert.That((await CataloguedAsync("lamp-new")).RemovedAt, Is.Null);
            Assert.That((await CataloguedAsync(deleted.Handle)).RemovedAt, Is.Not.Null);
            Assert.That(await ReadAsync(context => context.Products.CountAsync(product => product.RemovedAt != null)), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Item20_published_media_taken_out_by_hand_is_said_so_and_the_revert_still_works()
    {
        var product = await AddMediaAsync(2);
        var before = Ids(await GalleryAsync(product.Handle));
        var runId = await PublishAsync(product);
        await DrainAsync();
        var items = (await OfRunAsync(runId)).Items;
        await EditAsync(product.Handle, new { op = "detach", id = items[0].FileId });
        await ReconcileAsync();
        var publication = await OfRunAsync(runId);
        Assert.Multiple(() =>
        {
            Assert.That(publication.State, Is.EqualTo(PublicationState.Published));
            Assert.That(publication.Items[0].GoneAt, Is.Not.Null);
            Assert.That(publication.Items[0].Message, Is.EqualTo("It was taken out of the gallery in the shop."));
            Assert.That(publication.Items[1].GoneAt, Is.Null);
        });

        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Reverted));
        Assert.That(Ids(await GalleryAsync(product.Handle)), Is.EqualTo(before));
    }

    [Test]
    public async Task Item17_the_echo_of_our_own_publishing_makes_no_source_and_starts_nothing()
    {
        var product = await AddMediaAsync(2);
        var (sources, rows) = (await SourcesAsync(product.Id), await ReadAsync(context => context.Generations.CountAsync()));
        await DrainAsync();
        var runId = await PublishAsync(product);
        await DrainAsync();
        var runs = await ReadAsync(context => context.Publications.CountAsync());
        await Work.RunAsync(StoreId, async scope =>
        {
            var number = long.Parse(product.ShopifyId[(product.ShopifyId.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
            var body = JsonSerializer.SerializeToElement(new { id = number, updated_at = TimeProvider.System.GetUtcNow() });
            await scope.GetServices<IWebhookEffect>().Single(effect => effect.Topics.Contains("products/update"))
                .ApplyAsync(new WebhookDelivery(StoreId, "products/update", "echo", null, TimeProvider.System.GetUtcNow(), body), CancellationToken.None);
            Assert.That(await scope.GetRequiredService<ProductChanges>().ReadAsync(CancellationToken.None), Is.EqualTo(1));
        });
        var after = await CataloguedAsync(product.Handle);
        Assert.Multiple(async () =>
        {
            Assert.That(await SourcesAsync(product.Id), Is.EqualTo(sources), "A result is never made into a source.");
            Assert.That(after.MediaCount, Is.EqualTo(sources.Count + 2), "The gallery counts it all the same.");
            Assert.That(await ReadAsync(context => context.Generations.CountAsync()), Is.EqualTo(rows));
            Assert.That(await ReadAsync(context => context.Publications.CountAsync()), Is.EqualTo(runs));
            Assert.That((await OfRunAsync(runId)).Items.Select(item => item.GoneAt), Is.All.Null);
        });
    }

    [Test]
    public async Task A_catalogue_without_a_whole_reading_gets_one()
    {
        await ReadAsync(context => context.Stores.ExecuteUpdateAsync(store => store.SetProperty(row => row.CatalogueAsOf, (DateTimeOffset?)null)));
        await ReconcileAsync();
        Assert.That(await ReadAsync(context => context.Stores.Select(store => store.SyncState).SingleAsync()), Is.EqualTo(SyncState.Queued));
        await Work.RunAsync(StoreId, scope => scope.GetRequiredService<CatalogueSync>().RunAsync(CancellationToken.None));
    }

    private Task ReconcileAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return Work.RunAsync(StoreId, scope => scope.GetRequiredService<Reconciliation>().RunAsync(CancellationToken.None));
    }

    private Task<Product> CataloguedAsync(string handle) => ReadAsync(context => context.Products.AsNoTracking().SingleAsync(product => product.Handle == handle));

    private Task<List<string>> SourcesAsync(Guid productId) => ReadAsync(context => context.SourceImages.AsNoTracking()
        .Where(image => image.ProductId == productId && image.RemovedAt == null).OrderBy(image => image.Position).Select(image => image.ShopifyId).ToListAsync());
}
