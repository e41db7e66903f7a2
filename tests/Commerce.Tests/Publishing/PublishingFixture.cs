using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Publishing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Publishing;

/// <summary>The publishing engine against the sandbox, with a shop installed through the real door.</summary>
public abstract class PublishingFixture : SandboxFixture
{
    protected const string Domain = "lamp-house.myshopify.com";
    private const int Products = 30;

    private byte[] video = null!;
    private int taken;

    internal KillSwitch Kill { get; } = new();

    protected PublicationBacklog Backlog => Services.GetServices<IBacklog>().OfType<PublicationBacklog>().Single();

    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Plans:WelcomeCredits"] = "100000" };

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        video = await FilmAsync();
        await LoadShopAsync();
        await InstallAsync();
        await Work.RunAsync(StoreId, scope => scope.GetRequiredService<CatalogueSync>().RunAsync(CancellationToken.None));
    }

    protected Task InstallAsync() => InstallAsync(Domain);

    [TearDown]
    public async Task BehaveAgainAsync()
    {
        Kill.Arm(0);
        using var cleared = await Sandbox.Control.DeleteAsync("control/faults");
    }

    /// <summary>Approved assets of a product that no test has used yet: pictures, then videos.</summary>
    protected async Task<TestProduct> AddMediaAsync(int pictures, int videos = 0, ReviewState review = ReviewState.Approved)
    {
        var handle = $"lamp-{++taken:00}";
        var (productId, shopifyId) = await ReadAsync(async context => await context.Products.Where(row => row.Handle == handle).Select(row => new ValueTuple<Guid, string>(row.Id, row.ShopifyId)).SingleAsync());
        return new TestProduct(productId, shopifyId, handle, await AddAssetsAsync(productId, pictures, videos, review));
    }

    protected Task<IReadOnlyList<Guid>> AddAssetsAsync(Guid productId, int pictures, int videos, ReviewState review = ReviewState.Approved) => Work.RunAsync<IReadOnlyList<Guid>>(StoreId, async scope =>
    {
        var context = scope.GetRequiredService<CommerceContext>();
        RecipeStyle[] styles = [new("studio-shot", 64, 64, Math.Max(1, pictures)), .. videos > 0 ? [new RecipeStyle("brand-film", 64, 64, videos)] : Array.Empty<RecipeStyle>()];
        var batchId = await scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Test", [productId], new RecipeContent(styles, "", false, null), Guid.CreateVersion7(Clock.GetUtcNow()).ToString(), "test"), CancellationToken.None);
        var rows = await context.Generations.AsNoTracking().Where(row => row.BatchId == batchId).OrderBy(row => row.RowNumber).ToListAsync();
        var ids = new List<Guid>();
        foreach (var row in rows.Where(row => pictures > 0 || row.Kind == GenerationKind.Video))
        {
            // Ids order by the millisecond; the engine publishes in that order.
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            ids.Add(await KeepAsync(scope, row, review, 40 + row.RowNumber));
        }

        await context.SaveChangesAsync();
        return ids;
    });

    protected Task<Guid?> PublishAsync(TestProduct product, Placement placement = Placement.End, Func<int, string>? alt = null) => PublishAsync(product.Assets, placement, alt);

    protected Task<Guid?> PublishAsync(IReadOnlyList<Guid> assets, Placement placement = Placement.End, Func<int, string>? alt = null) => PublishAsync(
        new PublicationRequest(assets, placement, assets.Select((id, index) => (id, alt: alt?.Invoke(index))).Where(pair => pair.alt is not null).ToDictionary(pair => pair.id, pair => pair.alt!), "staff 901"));

    protected Task<Guid?> PublishAsync(PublicationRequest request) => Work.RunAsync(StoreId, scope => scope.GetRequiredService<PublicationStarter>().StartAsync(request, CancellationToken.None));

    protected Task RevertAsync(params Guid[] publications) => DecideAsync(decisions => decisions.RevertAsync(publications, keepChanges: false, CancellationToken.None));

    protected Task<int> DecideAsync(Func<PublicationDecisions, Task<int>> decide) => Work.RunAsync(StoreId, scope => decide(scope.GetRequiredService<PublicationDecisions>()));

    /// <summary>Works the backlog off as lanes would, side by side; time passes only while every one of them waits.</summary>
    protected async Task DrainAsync(params string[] workers)
    {
        for (var round = 0; round < 3000; round++)
        {
            var advanced = await Task.WhenAll((workers is [] ? ["worker"] : workers).Select(worker => Backlog.AdvanceNextAsync(StoreId, worker, CancellationToken.None)));
            if (advanced.Contains(true))
            {
                continue;
            }

            if (await Backlog.SettleAsync(StoreId, CancellationToken.None) is not { } due)
            {
                return;
            }

            Clock.MoveTo(due);
        }

        Assert.Fail("The backlog did not drain.");
    }

    protected Task<Publication> OfRunAsync(Guid? runId) => ReadAsync(context => context.Publications.AsNoTracking().Include(row => row.Items.OrderBy(item => item.Position)).SingleAsync(row => row.RunId == runId));

    /// <summary>The product's media as the shop keeps them, every detail.</summary>
    protected async Task<JsonArray> GalleryAsync(string handle) =>
        JsonNode.Parse(await Sandbox.Control.GetStringAsync($"control/shops/{Domain}/products/{handle}"))!["media"]!.AsArray();

    /// <summary>The product as the shop keeps it: variants, media, every detail but the time of its last change.</summary>
    protected async Task<JsonObject> ProductAsync(string handle)
    {
        var product = JsonNode.Parse(await Sandbox.Control.GetStringAsync($"control/shops/{Domain}/products/{handle}"))!.AsObject();
        product.Remove("updatedAt");
        return product;
    }

    protected Task EditAsync(string handle, object operations) => Sandbox.PostAsync($"control/shops/{Domain}/products/{handle}/media", operations);

    protected Task FaultAsync(string kind, string? match = null, int times = 1) => Sandbox.PostAsync("control/faults", new { kind, match, times });

    /// <summary>Ids of every file in the shop, whether a product shows it or not.</summary>
    protected async Task<List<string>> FilesAsync() =>
        [.. JsonNode.Parse(await Sandbox.Control.GetStringAsync($"control/shops/{Domain}/files"))!["files"]!.AsArray().Select(file => (string)file!["id"]!)];

    protected static string Text(JsonNode node) => node.ToJsonString();

    protected static List<string> Ids(JsonArray gallery) => [.. gallery.Select(medium => (string)medium!["id"]!)];

    private async Task<Guid> KeepAsync(IServiceProvider scope, Generation row, ReviewState review, int height)
    {
        var isVideo = row.Kind == GenerationKind.Video;
        var bytes = isVideo ? video : TestPicture.Png(64, height);
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        var asset = new Asset
        {
            StoreId = StoreId, Id = id, GenerationId = row.Id, BatchId = row.BatchId, ProductId = row.ProductId, SourceImageId = row.SourceImageId, Kind = row.Kind,
            Style = row.Style, ObjectKey = $"stores/{StoreId}/assets/{id}{(isVideo ? ".mp4" : ".png")}", ThumbnailKey = $"stores/{StoreId}/assets/{id}-small.png",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Bytes = bytes.Length, MimeType = isVideo ? "video/mp4" : "image/png", Width = 64, Height = height,
            Provider = row.Provider, Model = row.Model, Prompt = "A picture", Seed = row.Seed, DigitalSourceType = "compositeSynthetic", ReviewState = review, CreatedAt = Clock.GetUtcNow(),
        };
        using var content = new MemoryStream(bytes);
        await scope.GetRequiredService<IObjectStore>().PutAsync(asset.ObjectKey, content, asset.MimeType, CancellationToken.None);
        scope.GetRequiredService<CommerceContext>().Assets.Add(asset);
        return id;
    }

    private async Task LoadShopAsync()
    {
        var picture = Path.Combine(Folder, "own.png");
        await File.WriteAllBytesAsync(picture, TestPicture.Png(80, 80));
        await Sandbox.PostAsync("control/shops", new
        {
            domain = Domain, name = "Lamp House", plan = "Shopify Plus", currency = "EUR",
            products = Enumerable.Range(1, Products).Select(number => new
            {
                handle = $"lamp-{number:00}", title = $"Lamp {number:00}", status = "ACTIVE",
                variants = new[] { "Brass", "Copper", "Black" }.Select(title => new { title, image = title == "Brass" ? 0 : (int?)null }),
                images = new[] { "front", "side", "back" }.Select(view => new { path = picture, alt = $"Lamp {number}, {view}" }),
            }),
        });
    }

    private async Task<byte[]> FilmAsync()
    {
        var path = Path.Combine(Folder, "film.mp4");
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "color=c=teal:s=64x64:d=1:r=10", "-pix_fmt", "yuv420p", path]);
        await ffmpeg.WaitForExitAsync();
        return await File.ReadAllBytesAsync(path);
    }

    protected override void Extend(IServiceCollection collection)
    {
        collection.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(Kill.Handler));
        collection.ConfigureDbContext<CommerceContext>(options => options.AddInterceptors(Kill));
        collection.AddSingleton<IGenerationProvider>(new ScriptedProvider(GenerationKind.Image));
        collection.AddSingleton<IGenerationProvider>(new ScriptedProvider(GenerationKind.Video));
    }
}

/// <summary>A product of the shop with assets that wait to be published to it.</summary>
public sealed record TestProduct(Guid Id, string ShopifyId, string Handle, IReadOnlyList<Guid> Assets);
