using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Publishing;
using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;
using Commerce.Tenancy;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Publishing;

/// <summary>
/// A thousand random products, each published by the real steps on a real database against a model of Shopify in this process,
/// with people at work in the shop before, between and after: equal to the snapshot, or a conflict, and never overwritten.
/// </summary>
[Category("Database")]
public sealed class ThousandProductsTests : CoreFixture, IDisposable
{
    private const int Products = 1000;
    private const int Seed = 20261121;

    private static readonly ShopAccess Access = new(ShopDomain.Parse("model.myshopify.com"), "no-token-is-looked-at");

    private readonly ShopModel shop = new();

    public void Dispose() => shop.Dispose();

    [Test]
    public async Task Item28_A_thousand_products_come_back_exactly_or_stop_at_what_people_changed()
    {
        await using var shopify = Shopify();
        var store = await AddStoreAsync(credits: 2 * Products, products: 0);
        var products = await SeedAsync(store.Id);
        var outcomes = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(products, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (product, _) => outcomes.Add(await LiveAsync(store.Id, shopify, product)));
        var counts = outcomes.CountBy(outcome => outcome).ToDictionary();
        TestContext.Out.WriteLine(string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}")));
        Assert.That(counts.Keys, Is.EquivalentTo(new[] { "not published", "reverted exactly", "stopped", "taken out, changes kept" }), "every way was gone");
    }

    // One product's life; its random numbers are its own, so that any of the thousand can be repeated alone.
    private async Task<string> LiveAsync(Guid storeId, IServiceProvider shopify, ModelProduct product)
    {
        var random = new Random(Seed + product.Number);
        var what = $"product {product.Number}, {product.Placement}";
        if (random.Next(10) == 0)
        {
            var planned = State(product.Gallery);
            while (State(product.Gallery) == planned)
            {
                Edit(product, random);
            }

            var changed = State(product.Gallery);
            Assert.That((await StepAsync(storeId, shopify, product.PublicationId)).State, Is.EqualTo(PublicationState.Failed), what);
            Assert.That(State(product.Gallery), Is.EqualTo(changed), $"{what}: a gallery that is not the planned one is left alone");
            return "not published";
        }

        var before = State(product.Gallery);
        var published = await StepAsync(storeId, shopify, product.PublicationId);
        Assert.That(published.State, Is.EqualTo(PublicationState.Published), $"{what}: {published.Message}");
        var files = published.Items.Select(item => item.FileId!).ToHashSet();
        Assert.That(product.Gallery.Media, Is.EqualTo(product.Placement.Arrange([.. published.Snapshot!.Media.Select(item => item.Id)], published.Items.ConvertAll(item => item.FileId!))), what);

        var edits = random.Next(3);
        for (var edit = 0; edit < edits; edit++)
        {
            Edit(product, random);
        }

        var theirs = State(product.Gallery);
        var keepChanges = random.Next(2) == 0;
        var reverted = await RevertAsync(storeId, shopify, product.PublicationId, keepChanges: false);
        if (edits == 0 || reverted.State == PublicationState.Reverted)
        {
            Assert.That(reverted.State, Is.EqualTo(PublicationState.Reverted), $"{what}: {reverted.Message}");
            Assert.That(State(product.Gallery), Is.EqualTo(before), $"{what}: set, order, alt texts and variants");
            return "reverted exactly";
        }

        Assert.That(reverted.State, Is.EqualTo(PublicationState.RevertFailed), what);
        Assert.That(State(product.Gallery), Is.EqualTo(theirs), $"{what}: {reverted.Conflict}: nothing is overwritten");
        if (!keepChanges)
        {
            return "stopped";
        }

        // Only ours goes, and off the variants that it is on: all else is as people left it, or as it was where they left it alone.
        var (wanted, alts) = (product.Gallery.Media.Where(id => !files.Contains(id)).ToList(), product.Gallery.Media.ToDictionary(id => id, shop.AltOf));
        var variants = product.Gallery.Variants.Where(variant => variant.Shown is null || !files.Contains(variant.Shown)).ToList();
        var taken = await RevertAsync(storeId, shopify, product.PublicationId, keepChanges: true);
        Assert.That(taken.State, Is.EqualTo(PublicationState.Reverted), $"{what}: {taken.Message}");
        Assert.That(product.Gallery.Media, Is.EquivalentTo(wanted), what);
        Assert.That(reverted.Conflict!.List.All(change => change.Kind is ChangeKind.Reworded or ChangeKind.VariantPicture) || product.Gallery.Media.SequenceEqual(wanted), what);
        Assert.That(wanted.Select(shop.AltOf), Is.EqualTo(wanted.Select(id => alts[id])), what);
        Assert.That(variants, Is.SubsetOf(product.Gallery.Variants), what);
        return "taken out, changes kept";
    }

    private void Edit(ModelProduct product, Random random)
    {
        var gallery = product.Gallery;
        var own = gallery.Media.Where(product.Own.Contains).ToList();
        var some = own.Count == 0 ? null : own[random.Next(own.Count)];
        switch (random.Next(6))
        {
            case 0 when some is not null:
                gallery.Detach(some);
                break;
            case 1 when some is not null && own.Count > 1:
                var others = own.Where(id => id != some).ToList();
                gallery.Move(some, gallery.Media.IndexOf(others[random.Next(others.Count)]));
                break;
            case 2 when some is not null:
                shop.Reword(some, $"Written by hand {random.Next()}");
                break;
            case 3 when gallery.Variants.Count > 0 && gallery.Media.Count > 0:
                var at = random.Next(gallery.Variants.Count);
                gallery.Variants[at] = (gallery.Variants[at].Id, random.Next(3) == 0 ? null : gallery.Media[random.Next(gallery.Media.Count)]);
                break;
            default:
                gallery.Attach(shop.NewFile("theirs.png", "A new one"));
                break;
        }
    }

    private string State(ShopModel.Gallery gallery) => string.Join('\n', gallery.Media.Select(id => $"{id} {shop.AltOf(id)}").Concat(gallery.Variants.Select(variant => $"{variant.Id} {variant.Shown}")));

    private Task<Publication> RevertAsync(Guid storeId, IServiceProvider shopify, Guid id, bool keepChanges) => Work.RunAsync(storeId, async scope =>
    {
        await scope.GetRequiredService<CommerceContext>().Publications.Where(row => row.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, PublicationState.Reverting).SetProperty(row => row.KeepChanges, keepChanges).SetProperty(row => row.Conflict, (GalleryChanges?)null));
        return await StepAsync(scope, shopify, id);
    });

    private Task<Publication> StepAsync(Guid storeId, IServiceProvider shopify, Guid id) => Work.RunAsync(storeId, scope => StepAsync(scope, shopify, id));

    private async Task<Publication> StepAsync(IServiceProvider scope, IServiceProvider shopify, Guid id)
    {
        var context = scope.GetRequiredService<CommerceContext>();
        var record = new PublicationRecord(context, scope.GetRequiredService<ProgressSignal>(), Clock);
        var gallery = new Gallery(shopify.GetRequiredService<ProductMedia>(), shopify.GetRequiredService<VariantMedia>(), shopify.GetRequiredService<Shopify.Publishing.Jobs>(), Clock);
        var publication = await context.Publications.AsNoTracking().SingleAsync(row => row.Id == id);
        if (publication.State == PublicationState.Reverting)
        {
            await new RevertSteps(context, shopify.GetRequiredService<Files>(), gallery, new GalleryTurn(context, scope.GetRequiredService<StoreScope>(), record), record, Clock).RunAsync(publication, Access, CancellationToken.None);
        }
        else
        {
            var productId = await context.Products.Where(row => row.Id == publication.ProductId).Select(row => row.ShopifyId).SingleAsync();
            var items = await context.PublicationItems.AsNoTracking().Where(item => item.PublicationId == id).OrderBy(item => item.Position).ToListAsync();
            var assets = await context.Assets.AsNoTracking().Where(asset => asset.ProductId == publication.ProductId).ToDictionaryAsync(asset => asset.Id);
            await new GallerySteps(context, shopify.GetRequiredService<Files>(), gallery, record, Clock).PlaceAsync(new PublicationWork(publication, Access, productId, items, assets), CancellationToken.None);
        }

        return await context.Publications.AsNoTracking().Include(row => row.Items.OrderBy(item => item.Position)).SingleAsync(row => row.Id == id);
    }

    private Task<List<ModelProduct>> SeedAsync(Guid storeId) => Work.RunAsync(storeId, async scope =>
    {
        var context = scope.GetRequiredService<CommerceContext>();
        var now = Clock.GetUtcNow();
        var products = Enumerable.Range(1, Products).Select(number => new ModelProduct(number, shop)).ToList();
        context.Products.AddRange(products.Select(product => new Product { StoreId = storeId, Id = product.Id, ShopifyId = product.ShopifyId, Handle = $"p{product.Number}", Title = $"Product {product.Number}", UpdatedAt = now, SyncedAt = now }));
        context.SourceImages.AddRange(products.Select(product => new SourceImage { StoreId = storeId, Id = product.Id, ProductId = product.Id, ShopifyId = $"{product.ShopifyId}/source", Url = "http://127.0.0.1:9/never-asked" }));
        await context.SaveChangesAsync();
        var batchId = await StartBatchAsync(new TestStore(storeId, [.. products.Select(product => product.Id)]), copies: 2);
        var generations = (await context.Generations.AsNoTracking().Where(row => row.BatchId == batchId).ToListAsync()).ToLookup(row => row.ProductId);
        foreach (var product in products)
        {
            product.Record(context, generations[product.Id], shop, now);
        }

        await context.SaveChangesAsync();
        return products;
    });

    private ServiceProvider Shopify()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Shopify:ApiKey"] = "model", ["Shopify:ApiSecret"] = "model", ["Shopify:AppUrl"] = "http://127.0.0.1:1", ["Shopify:ShopBaseAddress"] = "http://127.0.0.1:1/shops/{shop}",
        }).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        collection.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => shop));
        collection.AddHttpClient<AdminClient>().ConfigurePrimaryHttpMessageHandler(() => shop);
        return collection.BuildServiceProvider();
    }
}
