using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Shopify.AccessTokens;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Benchmarks.Shopify;

/// <summary>
/// The first load of a large shop: from the export on Shopify's side to rows that pages can ask, against PostgreSQL's COPY of
/// the very same rows into the very same tables, indexes, references and all.
/// </summary>
internal sealed class CatalogueBenchmark : Benchmark
{
    private const int Products = 100_000;
    private const int Pictures = 4;
    private const int WarmProducts = 5_000;

    // Parents first: the references are checked as rows arrive.
    private static readonly string[] Tables = ["products", "variants", "source_images"];

    public override string Bench => "shopify";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var database = await world.DatabaseAsync(ct);
        world.Say($"Exports of {WarmProducts:n0} products, to have everything compiled that a running worker has, and of {Products:n0} with {Products * Pictures:n0} pictures are read into the catalogue");
        await LoadAsync(database, WarmProducts, world, ct);
        using var memory = new MemoryWatch(world.Time);
        var (storeId, load) = await LoadAsync(database, Products, world, ct);
        var grown = memory.End();
        var copy = await CopyAsync(database, storeId, world, ct);
        await world.KeepAsync("catalogue", new { load, copy, grown }, ct);
        yield return new Figure(Bench, "catalogue-load-by-copy-alone", load.TotalSeconds / copy.TotalSeconds, "ratio", 2.5, null, load.TotalSeconds <= copy.TotalSeconds * 2.5);
        yield return new Figure(Bench, "catalogue-load", load.TotalSeconds, "s", null, copy.TotalSeconds, true);
        yield return Figure.AtMost(Bench, "catalogue-load-memory", grown / 1048576d, "MB", 150);
    }

    private static async Task<(Guid StoreId, TimeSpan Spent)> LoadAsync(TestDatabase database, int products, BenchWorld world, CancellationToken ct)
    {
        var file = Path.Combine(world.Folder, "export.jsonl");
        await ExportFile.WriteAsync(file, products, Pictures, ct);
        await using var shop = await ExportingShop.StartAsync(file, products);
        await using var services = Build(database, shop.Address, world);
        var storeId = await AddStoreAsync(services, $"exporting-{products}.myshopify.com", world, ct);
        var spent = TimeSpan.Zero;
        while (true)
        {
            var began = world.Time.GetTimestamp();
            var later = await services.GetRequiredService<StoreWork>().RunAsync(storeId, scope => scope.GetRequiredService<CatalogueSync>().RunAsync(ct));
            var passed = world.Time.GetElapsedTime(began);
            world.Say($"  {passed.TotalSeconds:0.0} s");
            spent += passed;
            if (later is null)
            {
                break;
            }
        }

        var (rows, pictures) = await services.GetRequiredService<StoreWork>().RunAsync(storeId, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            return (await context.Products.CountAsync(ct), await context.SourceImages.CountAsync(ct));
        });
        File.Delete(file);
        return (rows, pictures) == (products, products * Pictures) ? (storeId, spent) : throw new ProblemException($"Only {rows} products and {pictures} pictures arrived.");
    }

    // The rows go out in COPY's own format under another store's id and come back through COPY alone, as a role that no wall holds.
    private static async Task<TimeSpan> CopyAsync(TestDatabase database, Guid storeId, BenchWorld world, CancellationToken ct)
    {
        var other = Guid.CreateVersion7(world.Time.GetUtcNow());
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand($"insert into stores (id, shop_domain, name, installed_at) values ('{other}', 'copied.myshopify.com', 'Copied', now())", connection);
        await command.ExecuteNonQueryAsync(ct);
        // Alone, for it runs in no transaction: what the load left to clean up is not the copy's to pay.
        await using var vacuum = new NpgsqlCommand("vacuum analyze", connection);
        await vacuum.ExecuteNonQueryAsync(ct);
        var spent = TimeSpan.Zero;
        foreach (var table in Tables)
        {
            var columns = await ColumnsAsync(connection, table, ct);
            var path = Path.Combine(world.Folder, $"{table}.copy");
            await using (var rows = await connection.BeginRawBinaryCopyAsync(
                $"copy (select '{other}'::uuid, {columns} from {table} where store_id = '{storeId}') to stdout (format binary)", ct))
            await using (var target = File.Create(path))
            {
                await rows.CopyToAsync(target, ct);
            }

            var began = world.Time.GetTimestamp();
            await using (var rows = await connection.BeginRawBinaryCopyAsync($"copy {table} (store_id, {columns}) from stdin (format binary)", ct))
            await using (var kept = File.OpenRead(path))
            {
                await kept.CopyToAsync(rows, 1 << 17, ct);
            }

            spent += world.Time.GetElapsedTime(began);
            world.Say($"  COPY {table}: {world.Time.GetElapsedTime(began).TotalSeconds:0.0} s");
            File.Delete(path);
        }

        return spent;
    }

    private static async Task<string> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select string_agg(attname, ', ' order by attnum) from pg_attribute where attrelid = @table::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'store_id'", connection);
        command.Parameters.AddWithValue("table", table);
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<Guid> AddStoreAsync(ServiceProvider services, string domain, BenchWorld world, CancellationToken ct)
    {
        var now = world.Time.GetUtcNow();
        var storeId = Guid.CreateVersion7(now);
        await services.GetRequiredService<StoreWork>().RunAsync(storeId, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            context.StoreDirectory.Add(new StoreRoute { StoreId = storeId, ShopDomain = domain });
            context.Stores.Add(new Store { Id = storeId, ShopDomain = domain, Name = "Exporting", InstalledAt = now });
            await context.SaveChangesAsync(ct);
            await scope.GetRequiredService<ShopAccounts>().KeepAsync(new AccessToken("exporting", [], null, null, null, null), ct);
        });
        return storeId;
    }

    private static ServiceProvider Build(TestDatabase database, string address, BenchWorld world)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            ShopifyServices.Settings(database.App, database.Jobs, address, "bench", world.Secrets.ShopifyApiSecret)).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(world.Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        services.AddSecurity().AddTenancy().AddData(configuration).AddStores().AddCatalogue();
        return services.BuildServiceProvider();
    }
}
