using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Providers.Local;
using Commerce.Routing.Cutouts;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Tests.Routing.Cutouts;

/// <summary>Pictures that are made on this machine, of photos whose background it cannot remove, with a vendor connected that can.</summary>
public abstract class CutoutFixture : RoutingFixture
{
    protected const int Side = 400;

    /// <summary>What the catalogue says a cut-out costs.</summary>
    protected const long Price = 5_000;

    [SetUp]
    public void HandOutCutOuts() => Vendors.OnOutput = () => new HttpResponseMessage { Content = new ByteArrayContent(TestPicture.CutOut(Side)) };

    protected override void Arrange(IServiceCollection services) => RenderHere(services);

    /// <summary>The built-in renderer instead of the provider that the test scripts.</summary>
    protected static void RenderHere(IServiceCollection services)
    {
        services.RemoveAll<IGenerationProvider>();
        services.AddSingleton<IGenerationProvider, LocalImageProvider>();
    }

    /// <summary>A store whose products all have the same photo, which shows a scene.</summary>
    protected async Task<TestStore> AddSceneryAsync(int products = 1)
    {
        var store = await AddStoreAsync(products: products);
        foreach (var product in store.Products)
        {
            await PhotographAsync(store.Id, product, TestPicture.Scene(Side));
        }

        return store;
    }

    /// <summary>One more product of a store, with the same photo.</summary>
    protected async Task<TestStore> AddSameAsync(TestStore store)
    {
        var product = await AddProductAsync(store.Id, "One more");
        await PhotographAsync(store.Id, product, TestPicture.Scene(Side));
        return store with { Products = [product] };
    }

    protected Task PhotographAsync(Guid storeId, Guid productId, byte[] photo) => InStoreAsync(storeId, async scope =>
    {
        var key = await scope.GetRequiredService<CommerceContext>().SourceImages.Where(image => image.ProductId == productId).Select(image => image.ObjectKey).SingleAsync();
        using var content = new MemoryStream(photo);
        await scope.GetRequiredService<IObjectStore>().PutAsync(key!, content, "image/png", CancellationToken.None);
        return true;
    });

    /// <summary>Orders a picture of each product, made here.</summary>
    protected Task<Guid> OrderHereAsync(TestStore store) => InStoreAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
        new BatchRequest("Test", store.Products, new RecipeContent([new RecipeStyle("studio-shot", 256, 256, 1)], "", false, null), $"{Guid.CreateVersion7(Clock.GetUtcNow())}", "test"),
        CancellationToken.None));

    protected async Task MakeAsync(TestStore store)
    {
        await OrderHereAsync(store);
        await DrainRoutedAsync(store.Id);
    }

    protected Task<List<Asset>> AssetsAsync(Guid storeId) => InStoreAsync(storeId, scope =>
        scope.GetRequiredService<CommerceContext>().Assets.AsNoTracking().OrderBy(asset => asset.CreatedAt).ThenBy(asset => asset.Id).ToListAsync());

    protected Task<List<Cutout>> CutoutsAsync(Guid storeId) => InStoreAsync(storeId, scope => scope.GetRequiredService<CommerceContext>().Cutouts.AsNoTracking().ToListAsync());

    /// <summary>Kept masks of a store.</summary>
    protected async Task<List<string>> MasksAsync(Guid storeId)
    {
        var keys = new List<string>();
        await foreach (var key in Routed.GetRequiredService<IObjectStore>().ListAsync($"stores/{storeId}/cutouts/", CancellationToken.None))
        {
            keys.Add(key);
        }

        return keys;
    }

    protected async Task<string> ToldAsync(Guid storeId) => string.Join(" / ", await HistoryAsync(storeId));
}
