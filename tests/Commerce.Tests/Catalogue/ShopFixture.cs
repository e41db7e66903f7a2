using System.Text.Json.Nodes;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Catalogue;

/// <summary>A store whose shop is the sandbox; each test begins with an empty catalogue.</summary>
public abstract class ShopFixture(int products) : SandboxFixture
{
    protected const string Domain = "reading-room.myshopify.com";

    internal StepKill Kill { get; } = new();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // The sandbox keeps real time, and what the shop says of its products is compared with what we noted.
        Clock.MoveTo(TimeProvider.System.GetUtcNow());
        await LoadShopAsync();
        await InstallAsync(Domain);
    }

    [SetUp]
    public async Task EmptyAsync()
    {
        Kill.Arm(0);
        using var cleared = await Sandbox.Control.DeleteAsync("control/faults");
        await ExecuteAsync("truncate products, collections, catalogue_loads, catalogue_lines, product_changes, publications cascade");
    }

    /// <summary>Reads the shop as the job does, letting time pass while it waits for Shopify.</summary>
    /// <returns>How often it waited.</returns>
    protected async Task<int> SyncAsync(CancellationToken cancellationToken = default)
    {
        for (var waits = 0; waits < 500; waits++)
        {
            if (await Work.RunAsync(StoreId, scope => scope.GetRequiredService<CatalogueSync>().RunAsync(cancellationToken)) is not { } later)
            {
                return waits;
            }

            Clock.MoveTo(later);
            await Task.Delay(5, CancellationToken.None);
        }

        throw new AssertionException("The sync does not end.");
    }

    protected Task FaultAsync(string kind, int times = 1) => Sandbox.PostAsync("control/faults", new { kind, times, shop = Domain });

    protected async Task<JsonNode> ShopAsync(string path) => JsonNode.Parse(await Sandbox.Control.GetStringAsync($"control/shops/{Domain}/{path}"))!;

    protected async Task<int> CountAsync(string table) => int.Parse((await ListAsync($"select count(*) from {table}")).Single(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Everything the catalogue holds but our own ids and times, so that two ways of reading can be compared.</summary>
    protected Task<List<string>> ContentAsync() => ListAsync(
        """
        select concat_ws('|', p.shopify_id, p.handle, p.title, p.vendor, p.product_type, p.status, p.tags, p.price_minor, p.media_count, p.removed_at is null, p.metafields,
          (select string_agg(concat_ws('/', v.shopify_id, v.title, v.sku, v.price_minor, v.position), ';' order by v.shopify_id) from variants v where v.product_id = p.id),
          (select string_agg(concat_ws('/', i.shopify_id, i.position, i.url, i.alt, i.width, i.height, i.removed_at is null), ';' order by i.position, i.shopify_id) from source_images i where i.product_id = p.id),
          (select string_agg(c.title, ';' order by c.title) from product_collections pc join collections c on c.id = pc.collection_id where pc.product_id = p.id))
        from products p order by p.shopify_id
        """);

    /// <summary>Past the wall, as the server's owner.</summary>
    protected async Task<List<string>> ListAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database.Owner);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return rows;
    }

    protected Task ExecuteAsync(string sql) => ListAsync(sql);

    private async Task LoadShopAsync()
    {
        var picture = Path.Combine(Folder, "own.png");
        await File.WriteAllBytesAsync(picture, TestPicture.Png(40, 40));
        await Sandbox.PostAsync("control/shops", new
        {
            domain = Domain, name = "Reading Room", plan = "Shopify Plus", currency = "EUR",
            products = Enumerable.Range(1, products).Select(number => new
            {
                handle = $"book-{number:000}", title = $"Book {number:000}", vendor = number % 2 == 0 ? "Fjell" : "Kalk", productType = "Novel", tags = new[] { "paper", $"t{number % 7}" },
                collections = number % 3 == 0 ? new[] { "Novels", "Sale" } : ["Novels"],
                variants = Enumerable.Range(1, (number % 3) + 1).Select(place => new { title = $"Edition {place}", sku = $"B{number}-{place}", price = $"{place + 9}.50" }),
                images = Enumerable.Range(1, number % 4 == 0 ? 2 : 1).Select(view => new { path = picture, alt = $"Book {number}, view {view}" }),
            }),
        });
    }

    protected override void Extend(IServiceCollection collection)
    {
        collection.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(Kill.Handler));
        collection.ConfigureDbContext<CommerceContext>(options => options.AddInterceptors(Kill));
    }
}
