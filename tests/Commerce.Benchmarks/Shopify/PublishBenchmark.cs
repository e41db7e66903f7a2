using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Commerce.Benchmarks.Frame;
using Commerce.Shopify;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Commerce.Shopify.Publishing;
using Commerce.Workbench;
using Commerce.Workbench.Demo;
using Commerce.Workbench.Stores;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Benchmarks.Shopify;

/// <summary>
/// The calls of publishing a thousand pictures, each with its upload, against the sandbox that enforces the throttle: the
/// library's own operations in the order in which a publication makes them, paced by the shared budget.
/// </summary>
internal sealed class PublishBenchmark : Benchmark
{
    private const string Domain = "publish-bench.myshopify.com";
    private const int Pictures = 1000;
    private const int Products = 50;
    private const int AtOnce = 24;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    // One grey pixel, a whole PNG: what is measured is the calls, not the bytes.
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    public override string Bench => "shopify";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var sandbox = await world.SandboxAsync(ct);
        await LoadShopAsync(sandbox, ct);
        var database = await world.DatabaseAsync(ct);
        await StoreRows.AddAsync(database.Owner, [Domain], world.Time.GetUtcNow(), ct);
        var settings = ShopifyServices.Settings(database.App, database.Jobs, sandbox.Address.ToString(), SandboxProcess.ClientId, world.Secrets.ShopifyApiSecret);
        await using var services = ShopifyServices.Build(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var access = await OpenAsync(services, world, ct);
        var products = await ProductsAsync(services, access, ct);

        using var meter = new CallMeter();
        world.Say($"Publishing {Pictures} pictures to {products.Count} products");
        var (began, done) = (world.Time.GetTimestamp(), 0);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        await Parallel.ForEachAsync(Enumerable.Range(1, Pictures), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = limit.Token }, async (number, token) =>
        {
            await PublishAsync(services, access, products[number % products.Count], number, world.Time, token);
            Interlocked.Increment(ref done);
        });
        var seconds = world.Time.GetElapsedTime(began).TotalSeconds;
        var (size, rate) = await StoreRows.BucketAsync(database.Owner, Domain, ct);
        var budget = size + (rate * seconds);
        await world.KeepAsync("publish", new { Pictures = done, Seconds = seconds, Budget = budget, meter.Spent, meter.Calls, meter.Throttled }, ct);

        yield return Figure.AtLeast(Bench, "publish-pictures", done, "pictures", Pictures);
        yield return Figure.AtMost(Bench, "publish-throttled", meter.Throttled, "calls", 0);
        yield return Figure.AtLeast(Bench, "publish-budget-used", meter.Spent / budget, "share", 0.9);
        yield return new Figure(Bench, "publish-time", seconds, "s", null, null, true);
    }

    private static async Task PublishAsync(ServiceProvider services, ShopAccess access, string productId, int number, TimeProvider time, CancellationToken ct)
    {
        var (uploads, files, gallery) = (services.GetRequiredService<StagedUploads>(), services.GetRequiredService<Files>(), services.GetRequiredService<ProductMedia>());
        var name = $"bench-{number}.png";
        await gallery.ReadAsync(access, productId, ct);
        var target = await uploads.CreateAsync(access, FileKind.Image, name, "image/png", Picture.Length, ct);
        using var content = new MemoryStream(Picture);
        await uploads.UploadAsync(target, content, Picture.Length, name, "image/png", ct);
        var file = await files.CreateAsync(access, target.ResourceUrl, "A picture", name, FileKind.Image, ct);
        while (file.Status is not MediaStatus.Ready)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), time, ct);
            file = (await files.ReadStatusAsync(access, [file.Id], ct)).Single();
        }

        await files.AttachAsync(access, file.Id, productId, ct);
        if (await gallery.ReorderAsync(access, productId, [new MediaMove(file.Id, 0)], ct) is { } job)
        {
            await services.GetRequiredService<Commerce.Shopify.Publishing.Jobs>().WaitAsync(access, job, TimeSpan.FromSeconds(30), ct);
        }
    }

    private static async Task LoadShopAsync(SandboxProcess sandbox, CancellationToken ct)
    {
        using var control = new SandboxControl(sandbox.Address);
        var products = Enumerable.Range(1, Products).Select(number => new JsonObject { ["handle"] = $"product-{number}", ["title"] = $"Product {number}" });
        await control.CreateAsync(new JsonObject { ["domain"] = Domain, ["name"] = "Bench", ["plan"] = "Shopify Plus", ["products"] = new JsonArray([.. products]) }, ct);
    }

    private static async Task<ShopAccess> OpenAsync(ServiceProvider services, BenchWorld world, CancellationToken ct)
    {
        var session = SessionTokens.Sign(Domain, SandboxProcess.ClientId, world.Secrets.ShopifyApiSecret, world.Time);
        var token = await services.GetRequiredService<TokenClient>().ExchangeAsync(ShopDomain.Parse(Domain), session, AccessMode.Offline, ct);
        return new ShopAccess(ShopDomain.Parse(Domain), token.Value);
    }

    private static async Task<List<string>> ProductsAsync(ServiceProvider services, ShopAccess access, CancellationToken ct)
    {
        var products = new List<string>();
        await foreach (var page in services.GetRequiredService<ProductReader>().PagesAsync(access, ct: ct))
        {
            products.AddRange(page.Products.Select(product => product.Id));
        }

        return products;
    }
}
