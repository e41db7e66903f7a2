using Commerce.Batches;
using Commerce.Benchmarks.Frame;
using Commerce.Benchmarks.Shopify;
using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Providers.Local;
using Commerce.Routing;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>A large shop to accept batches for.</summary>
internal static class LargeStore
{
    /// <summary>A store of so many products with four pictures each, and a credit for each.</summary>
    public static async Task<Guid> AddAsync(ServiceProvider services, TestDatabase database, int products, BenchWorld world, CancellationToken ct)
    {
        var now = world.Time.GetUtcNow();
        var storeId = Guid.CreateVersion7(now);
        await services.GetRequiredService<StoreWork>().RunAsync(storeId, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            context.StoreDirectory.Add(new StoreRoute { StoreId = storeId, ShopDomain = $"{storeId:N}.myshopify.com" });
            context.Stores.Add(new Store { Id = storeId, ShopDomain = $"{storeId:N}.myshopify.com", Name = "Large", InstalledAt = now });
            await context.SaveChangesAsync(ct);
            await context.Database.ExecuteSqlAsync($"insert into balances (store_id) values ({storeId})", ct);
            await scope.GetRequiredService<Ledger>().GrantAsync("bench", products, "Bench", ct);
        });
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await source.OpenConnectionAsync(ct);
        await RunAsync(
            connection,
            $"""
            insert into products (store_id, id, shopify_id, handle, title, description_html, vendor, product_type, price_minor, media_count, updated_at, synced_at)
            select '{storeId}', gen_random_uuid(), 'gid://shopify/Product/' || n, 'product-' || n, 'Product ' || lpad(n::text, 6, '0'),
                   '<p>' || repeat('A sentence about product ' || n || '. ', 12) || '</p>', 'Vendor ' || n % 40, 'Type ' || n % 12, n, 4, now(), now()
            from generate_series(1, {products}) as n
            """,
            ct);
        await RunAsync(
            connection,
            $"""
            insert into source_images (store_id, id, product_id, shopify_id, position, url, width, height)
            select p.store_id, gen_random_uuid(), p.id, 'gid://shopify/MediaImage/' || p.handle || n, n, 'https://cdn.example/' || p.handle || n, 1600, 1600
            from products p cross join generate_series(1, 4) as n where p.store_id = '{storeId}'
            """,
            ct);
        await RunAsync(connection, "vacuum analyze products, source_images", ct);
        return storeId;
    }

    /// <exception cref="ProblemException">Not every row was written, or not exactly a credit held for each.</exception>
    public static async Task RequireAcceptedAsync(ServiceProvider services, Guid storeId, int rows, CancellationToken ct)
    {
        var (written, held) = await services.GetRequiredService<StoreWork>().RunAsync(storeId, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            return (await context.Generations.CountAsync(ct), await context.Balances.Select(balance => balance.Held).SingleAsync(ct));
        });
        if ((written, held) != (rows, (long)rows))
        {
            throw new ProblemException($"{written} rows were written and {held} credits held.");
        }
    }

    /// <summary>Runs a statement however long it takes.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The product's own services, as a process without lanes has them.</summary>
    public static ServiceProvider Services(TestDatabase database, BenchWorld world)
    {
        var settings = ShopifyServices.Settings(database.App, database.Jobs, "http://127.0.0.1:9", "bench", world.Secrets.ShopifyApiSecret);
        settings["Storage:Kind"] = "local";
        settings["Storage:Folder"] = Path.Combine(world.Folder, "objects");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(world.Time);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        services.AddHttpClient();
        services.AddSecurity().AddTenancy().AddData(configuration).AddStores().AddCredits().AddBilling().AddBatches().AddGenerations().AddModelRouting().AddCatalogue().AddLibrary(configuration);
        services.AddJobs(configuration, worker: false);
        services.AddLocalProvider(configuration);
        return services.BuildServiceProvider();
    }
}
