using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Shopify.AccessTokens;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Commerce.Workbench.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Catalogue;

/// <summary>A real shop of the sandbox, read over its GraphQL address into a database of its own.</summary>
[Category("Database")]
[Category("Contract")]
public sealed class CatalogueSyncTests : IAsyncDisposable
{
    private const string Secret = "only-this-test-and-its-sandbox-know-it";

    private readonly ProcessGroup group = new();
    private readonly string folder = Directory.CreateTempSubdirectory("commerce-sync-").FullName;
    private readonly Guid storeId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    private string shop = null!;
    private TestDatabase database = null!;
    private ServiceProvider services = null!;
    private SandboxProcess sandbox = null!;
    private JsonObject description = null!;

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        var checkout = Checkout.Find();
        database = await TestPostgres.CreateDatabaseAsync();
        sandbox = await SandboxProcess.StartAsync(group, new SandboxOptions(
            checkout, FreePort.Any(), Path.Combine(folder, "sandbox"), Secret, new Uri("http://127.0.0.1:9/"), Path.Combine(folder, "sandbox.log")), CancellationToken.None);
        var outdoor = Path.Combine(checkout.Shared, "data", "outdoor-catalogue", "products.csv");
        var name = File.Exists(outdoor) ? BuiltInStores.Outdoor : BuiltInStores.Garden;
        shop = BuiltInStores.Domain(name);
        description = BuiltInStores.Build(checkout, name, folder);
        if (name == BuiltInStores.Outdoor)
        {
            CatalogueLoader.Fill(description, outdoor);
        }

        await LoadAsync();
        services = Build();
        await OpenStoreAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await group.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    // One story in its order: each step stands on the catalogue the one before left.
    [Test]
    public async Task The_catalogue_follows_its_shop()
    {
        await Every_product_of_the_shop_arrives_with_its_pictures();
        await Shop_facts_follow_the_shop();
        await A_second_sync_changes_no_identity();
        await Media_we_published_is_no_source();
        await A_product_that_left_the_shop_is_kept_as_removed();
        await A_sync_that_cannot_reach_the_shop_removes_nothing();
    }

    private async Task Every_product_of_the_shop_arrives_with_its_pictures()
    {
        await SyncAsync();
        var store = await ReadAsync(context => context.Stores.AsNoTracking().SingleAsync());
        var expected = Products();
        Assert.That((store.SyncState, store.SyncCount), Is.EqualTo((SyncState.Done, expected.Count)));
        Assert.That(await ReadAsync(context => context.Products.CountAsync()), Is.EqualTo(expected.Count));
        Assert.That(
            await ReadAsync(context => context.SourceImages.CountAsync(image => image.RemovedAt == null)),
            Is.EqualTo(expected.Sum(product => product!["images"]!.AsArray().Count)));
    }

    private async Task Shop_facts_follow_the_shop()
    {
        var store = await ReadAsync(context => context.Stores.AsNoTracking().SingleAsync());
        Assert.That(store.Name, Is.EqualTo(description["name"]!.GetValue<string>()), "The name it was opened under was another one.");
        Assert.That(store.SiteUrl, Does.StartWith("http://127.0.0.1:"));
        Assert.That(store.Currency, Is.EqualTo(description["currency"]!.GetValue<string>()));
    }

    private async Task A_second_sync_changes_no_identity()
    {
        var before = await IdentitiesAsync();
        await SyncAsync();
        Assert.That(await IdentitiesAsync(), Is.EqualTo(before));
    }

    private async Task Media_we_published_is_no_source()
    {
        var image = await ReadAsync(context => context.SourceImages.AsNoTracking().OrderBy(row => row.Id).FirstAsync());
        await PretendPublishedAsync(image);
        await SyncAsync();
        var after = await ReadAsync(context => context.SourceImages.AsNoTracking().SingleAsync(row => row.Id == image.Id));
        var product = await ReadAsync(context => context.Products.AsNoTracking().SingleAsync(row => row.Id == image.ProductId));
        Assert.That(after.RemovedAt, Is.Not.Null, "A result of ours is never made into a source.");
        Assert.That(product.MediaCount, Is.GreaterThan(0), "The shop's gallery still counts it.");
    }

    private async Task A_product_that_left_the_shop_is_kept_as_removed()
    {
        var handle = Products()[0]!["handle"]!.GetValue<string>();
        var id = await ReadAsync(context => context.Products.Where(row => row.Handle == handle).Select(row => row.ShopifyId).SingleAsync());
        Products().RemoveAt(0);
        await LoadAsync();
        await OpenAccessAsync();
        await SyncAsync();
        var removed = await ReadAsync(context => context.Products.AsNoTracking().SingleAsync(row => row.ShopifyId == id));
        Assert.That(removed.RemovedAt, Is.Not.Null);
        Assert.That(await ReadAsync(context => context.Products.CountAsync(row => row.RemovedAt == null)), Is.EqualTo(Products().Count));
    }

    private async Task A_sync_that_cannot_reach_the_shop_removes_nothing()
    {
        var before = await ReadAsync(context => context.Products.CountAsync(row => row.RemovedAt == null));
        await sandbox.StopAsync();
        Assert.That(SyncAsync, Throws.Exception);
        Assert.That(await ReadAsync(context => context.Products.CountAsync(row => row.RemovedAt == null)), Is.EqualTo(before));
    }

    private JsonArray Products() => description["products"]!.AsArray();

    private async Task LoadAsync()
    {
        using var control = new SandboxControl(sandbox.Address);
        await control.CreateAsync(description.DeepClone().AsObject(), CancellationToken.None);
    }

    // The shop's size decides how it is read; an export takes its time.
    private async Task SyncAsync()
    {
        while (await services.GetRequiredService<StoreWork>().RunAsync(storeId, scope => scope.GetRequiredService<CatalogueSync>().RunAsync(CancellationToken.None)) is not null)
        {
            await Task.Delay(50);
        }
    }

    private Task<T> ReadAsync<T>(Func<CommerceContext, Task<T>> read) =>
        services.GetRequiredService<StoreWork>().RunAsync(storeId, scope => read(scope.GetRequiredService<CommerceContext>()));

    private Task<List<string>> IdentitiesAsync() => ReadAsync(context => context.Products.OrderBy(row => row.Id).Select(row => row.Id + row.ShopifyId).ToListAsync());

    private Task OpenStoreAsync() => services.GetRequiredService<StoreWork>().RunAsync(storeId, async scope =>
    {
        var context = scope.GetRequiredService<CommerceContext>();
        context.StoreDirectory.Add(new StoreRoute { StoreId = storeId, ShopDomain = shop });
        context.Stores.Add(new Store { Id = storeId, ShopDomain = shop, Name = "An older name", InstalledAt = TimeProvider.System.GetUtcNow() });
        await context.SaveChangesAsync();
        await OpenAccessAsync();
    });

    private Task OpenAccessAsync() => services.GetRequiredService<StoreWork>().RunAsync(storeId, async scope =>
    {
        var sessionToken = Commerce.Workbench.Demo.SessionTokens.Sign(shop, SandboxProcess.ClientId, Secret, TimeProvider.System);
        var token = await scope.GetRequiredService<TokenClient>().ExchangeAsync(ShopDomain.Parse(shop), sessionToken, AccessMode.Offline, CancellationToken.None);
        await scope.GetRequiredService<ShopAccounts>().KeepAsync(token, CancellationToken.None);
    });

    // Past the wall and its references: only that the medium is one of ours matters here.
    private async Task PretendPublishedAsync(SourceImage image)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Owner);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            """
            set session_replication_role = replica;
            insert into publications (store_id, id, run_id, product_id, placement, state, created_by, created_at) values (@store, @id, @id, @product, 'end', 'published', 'test', now());
            insert into publication_items (store_id, id, publication_id, asset_id, sha256, file_name, alt, position, state, file_id, updated_at)
            values (@store, @id, @id, @id, '', 'a.png', '', 1, 'verified', @file, now());
            """,
            connection);
        command.Parameters.AddWithValue("store", storeId);
        command.Parameters.AddWithValue("id", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        command.Parameters.AddWithValue("product", image.ProductId);
        command.Parameters.AddWithValue("file", image.ShopifyId);
        await command.ExecuteNonQueryAsync();
    }

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:CommerceApp"] = database.App,
            ["ConnectionStrings:CommerceJobs"] = database.Jobs,
            ["Security:EncryptionKey"] = Convert.ToBase64String(new byte[32]),
            ["Security:LinkKey"] = new string('k', 32),
            ["Shopify:ApiKey"] = SandboxProcess.ClientId,
            ["Shopify:ApiSecret"] = Secret,
            ["Shopify:AppUrl"] = "http://127.0.0.1:9",
            ["Shopify:ShopBaseAddress"] = $"{sandbox.Address.ToString().TrimEnd('/')}/shops/{{shop}}",
        }).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging();
        collection.AddSingleton(TimeProvider.System);
        collection.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        collection.AddSecurity().AddTenancy().AddData(configuration).AddStores().AddCatalogue();
        return collection.BuildServiceProvider();
    }
}
