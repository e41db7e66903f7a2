using System.Runtime.CompilerServices;
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

/// <summary>
/// From the owner's click to rows that lanes can claim: planned, priced, held and written, through the product's own starter
/// as the app role; against PostgreSQL's COPY of the very same rows into the very same table, indexes, references and all.
/// </summary>
internal sealed class AcceptBenchmark : Benchmark
{
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 2048, 2048, 1)], "morning light", false, null);

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var database = await world.DatabaseAsync(ct);
        await using var services = Build(database, world);

        // Once before anything is measured, so that compiling is not part of it.
        await AcceptAsync(services, database, 100, world, ct);
        foreach (var (rows, name, seconds) in ((int, string, double)[])[(5_000, "5k", 5), (100_000, "100k", 30)])
        {
            var run = await AcceptAsync(services, database, rows, world, ct);
            var copy = await CopyAsync(database, run.BatchId, world, ct);
            world.Say($"{rows:n0} rows: {run.Seconds:0.00} s, COPY alone {copy:0.00} s");
            await world.KeepAsync($"accept-{name}", new { rows, run.Seconds, copy, run.Grown }, ct);
            yield return new Figure(Bench, $"accept-{name}", run.Seconds, "s", seconds, copy, run.Seconds <= seconds);
            yield return Figure.AtMost(Bench, $"accept-{name}-memory", run.Grown / 1048576d, "MB", 150);
        }
    }

    private static async Task<(Guid BatchId, double Seconds, long Grown)> AcceptAsync(ServiceProvider services, TestDatabase database, int rows, BenchWorld world, CancellationToken ct)
    {
        var storeId = await AddStoreAsync(services, database, rows, world, ct);
        GC.Collect();
        var before = Environment.WorkingSet;
        var peak = before;
        await using var watch = world.Time.CreateTimer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        var began = world.Time.GetTimestamp();
        var batchId = await services.GetRequiredService<StoreWork>().RunAsync(storeId, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Everything", new RowSource.Matching(new CatalogueFilter()), Content, "click", "bench"), ct));
        var seconds = world.Time.GetElapsedTime(began).TotalSeconds;
        var (written, held) = await services.GetRequiredService<StoreWork>().RunAsync(storeId, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            return (await context.Generations.CountAsync(ct), await context.Balances.Select(balance => balance.Held).SingleAsync(ct));
        });
        return (written, held) == (rows, (long)rows) ? (batchId, seconds, peak - before) : throw new ProblemException($"{written} rows were written and {held} credits held.");
    }

    // The rows go out in COPY's own format, are deleted, and come back through COPY alone, as a role that no wall holds.
    private static async Task<double> CopyAsync(TestDatabase database, Guid batchId, BenchWorld world, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await source.OpenConnectionAsync(ct);
        var path = Path.Combine(world.Folder, "generations.copy");
        await using (var rows = await connection.BeginRawBinaryCopyAsync($"copy (select * from generations where batch_id = '{batchId}' order by row_number) to stdout (format binary)", ct))
        await using (var target = File.Create(path))
        {
            await rows.CopyToAsync(target, ct);
        }

        await RunAsync(connection, $"delete from generations where batch_id = '{batchId}'", ct);

        // Alone, for it runs in no transaction: what was deleted is not the copy's to clean up.
        await RunAsync(connection, "vacuum analyze generations", ct);
        var began = world.Time.GetTimestamp();
        await using (var rows = await connection.BeginRawBinaryCopyAsync("copy generations from stdin (format binary)", ct))
        await using (var kept = File.OpenRead(path))
        {
            await kept.CopyToAsync(rows, 1 << 17, ct);
        }

        File.Delete(path);
        return world.Time.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<Guid> AddStoreAsync(ServiceProvider services, TestDatabase database, int products, BenchWorld world, CancellationToken ct)
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

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static ServiceProvider Build(TestDatabase database, BenchWorld world)
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
