using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Commerce.Shopify.Publishing;
using Commerce.Shopify.Shops;
using Commerce.Shopify.Tests.SessionTokens;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Shopify.Tests.Sandbox;

/// <summary>The operations against the stand-in Shopify, over real HTTP on this machine.</summary>
[Category("Contract")]
public sealed class PublishingTests
{
    // One grey pixel, a whole PNG.
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private SandboxProcess sandbox = null!;
    private ServiceProvider services = null!;
    private ShopAccess access = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        sandbox = await SandboxProcess.StartAsync();
        var picture = Path.Combine(TestContext.CurrentContext.WorkDirectory, "shopify-sandbox.png");
        await File.WriteAllBytesAsync(picture, Picture);
        var products = Enumerable.Range(1, 23).Select(n => new
        {
            handle = "p" + n,
            title = "Product " + n,
            descriptionHtml = "<p>Text</p>",
            vendor = "Garden",
            productType = "Tool",
            tags = new[] { "a" },
            status = "ACTIVE",
            variants = Enumerable.Range(1, n == 1 ? 130 : 1).Select(v => new { title = "V" + v, sku = $"S{n}-{v}", price = "12.50", inventoryQuantity = 3 }),
            images = new[] { new { path = picture, alt = "first" }, new { path = picture, alt = "second" } },
        });
        await sandbox.ControlAsync("/control/shops", new { domain = "garden.myshopify.com", name = "Garden", plan = "Basic", currency = "EUR", products });
        services = Studio.With(settings: new() { ["Shopify:ShopBaseAddress"] = sandbox.Url + "/shops/{shop}" });
        var token = TokenForge.Claims();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        (token["nbf"], token["iat"], token["exp"]) = (now, now, now + 60);
        var granted = await services.GetRequiredService<TokenClient>().ExchangeAsync(ShopDomain.Parse("garden.myshopify.com"), TokenForge.Sign(token.ToJsonString()), AccessMode.Offline, default);
        var next = await services.GetRequiredService<TokenClient>().RefreshAsync(ShopDomain.Parse("garden.myshopify.com"), granted.RefreshToken!, default);
        access = new ShopAccess(ShopDomain.Parse("garden.myshopify.com"), next.Value);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        services?.Dispose();
        sandbox?.Dispose();
    }

    [Test]
    public async Task Reads_the_shop_and_its_whole_catalogue()
    {
        Assert.That((await services.GetRequiredService<ShopReader>().ReadAsync(access, default)).Currency, Is.EqualTo("EUR"));
        var products = await ProductsAsync();
        Assert.That(products, Has.Count.EqualTo(23));
        Assert.That(products.Single(product => product.Handle == "p1").Variants, Has.Count.EqualTo(130));
        Assert.That(products[0].Variants[0].Price, Is.EqualTo(12.50m));
        Assert.That(products[1].Media.Select(medium => medium.Alt), Is.EqualTo(new[] { "first", "second" }));
        Assert.That((await services.GetRequiredService<ProductReader>().ReadOneAsync(access, products[3].Id, default))!.Handle, Is.EqualTo(products[3].Handle));
    }

    [Test]
    public async Task Client_credentials_open_a_shop_that_has_the_app_and_no_other()
    {
        await using var credentials = Studio.With(settings: new() { ["Shopify:ShopBaseAddress"] = sandbox.Url + "/shops/{shop}", ["Shopify:Access"] = "ClientCredentials" });
        var source = credentials.GetRequiredService<IAccessSource>();
        var token = await source.RenewAsync(access.Shop, null, default);
        Assert.That((await credentials.GetRequiredService<ShopReader>().ReadAsync(new ShopAccess(access.Shop, token.Value), default)).Name, Is.EqualTo("Garden"));
        await sandbox.ControlAsync("/control/shops", new { domain = "stranger.myshopify.com", name = "Stranger", products = Array.Empty<object>() });
        var refused = (await Assert.ThrowsAsync<TokenException>(() => source.RenewAsync(ShopDomain.Parse("stranger.myshopify.com"), null, default)))!;
        Assert.That(refused.Failure, Is.EqualTo(TokenFailure.InvalidClient));
    }

    [Test]
    public async Task Publishes_puts_in_order_and_takes_back()
    {
        var (files, gallery) = (services.GetRequiredService<Files>(), services.GetRequiredService<ProductMedia>());
        var product = (await ProductsAsync()).Single(each => each.Handle == "p5");
        var before = await gallery.ReadAsync(access, product.Id, default);

        var file = await ReadyAsync(await MakeAsync("publication-1.png"));
        await files.AttachAsync(access, file.Id, product.Id, default);
        await files.AttachAsync(access, file.Id, product.Id, default);
        Assert.That((await gallery.ReadAsync(access, product.Id, default)).Media.Select(medium => medium.Id), Is.EqualTo(before.Media.Select(medium => medium.Id).Append(file.Id)));

        if (await gallery.ReorderAsync(access, product.Id, [new MediaMove(file.Id, 0)], default) is { } job)
            await services.GetRequiredService<Jobs>().WaitAsync(access, job, TimeSpan.FromSeconds(30), default);
        Assert.That((await gallery.ReadAsync(access, product.Id, default)).Media[0].Id, Is.EqualTo(file.Id));

        await files.SetAltAsync(access, file.Id, "described", default);
        Assert.That((await gallery.ReadAsync(access, product.Id, default)).Media[0].Alt, Is.EqualTo("described"));

        await files.DetachAsync(access, file.Id, product.Id, default);
        Assert.That((await gallery.ReadAsync(access, product.Id, default)).Media.Select(medium => (medium.Id, medium.Alt)), Is.EqualTo(before.Media.Select(medium => (medium.Id, medium.Alt))));
    }

    [Test]
    public async Task Reads_every_variant_and_puts_a_picture_on_it_once_the_one_before_is_off()
    {
        var (gallery, variants) = (services.GetRequiredService<ProductMedia>(), services.GetRequiredService<VariantMedia>());
        var product = (await ProductsAsync()).Single(each => each.Handle == "p1");
        var read = await gallery.ReadAsync(access, product.Id, default);
        Assert.That(read.Variants.Select(variant => variant.VariantId), Is.EqualTo(product.Variants.Select(variant => variant.Id)), "over several pages");
        var (first, second) = (new VariantLink(read.Variants[129].VariantId, read.Media[0].Id), new VariantLink(read.Variants[129].VariantId, read.Media[1].Id));

        await variants.AppendAsync(access, product.Id, [first], default);
        var refused = await Assert.ThrowsAsync<ShopifyException>(() => variants.AppendAsync(access, product.Id, [second], default));
        Assert.That(refused!.Has("PRODUCT_VARIANT_ALREADY_HAS_MEDIA"), Is.True);
        await variants.DetachAsync(access, product.Id, [first], default);
        await variants.AppendAsync(access, product.Id, [.. read.Variants.Take(129).Select(variant => new VariantLink(variant.VariantId, read.Media[0].Id)), second], default);
        var after = await gallery.ReadAsync(access, product.Id, default);
        Assert.That(after.Variants.Select(variant => variant.MediaId), Is.EqualTo(Enumerable.Repeat(read.Media[0].Id, 129).Append(read.Media[1].Id)));
        await variants.DetachAsync(access, product.Id, [.. after.Variants.Select(variant => new VariantLink(variant.VariantId, variant.MediaId!))], default);
    }

    [Test]
    public async Task Counts_the_shops_videos() => Assert.That(await services.GetRequiredService<Files>().CountVideosAsync(access, default), Is.Zero);

    [Test]
    public async Task Finds_a_file_again_after_its_answer_was_lost()
    {
        await sandbox.ControlAsync("/control/faults", new { kind = "lost-answer", match = "FileCreate", times = 1 });
        var failure = await Assert.ThrowsAsync<ShopifyException>(() => MakeAsync("publication-2.png"));
        Assert.That(failure!.OutcomeUnknown, Is.True, failure.ToString());
        Assert.That(await services.GetRequiredService<Files>().FindByNameAsync(access, "publication-2.png", default), Is.Not.Null);
        Assert.That(await services.GetRequiredService<Files>().FindByNameAsync(access, "publication-3.png", default), Is.Null);
        var again = await Assert.ThrowsAsync<ShopifyException>(() => MakeAsync("publication-2.png"));
        Assert.That(again!.Has("FILENAME_ALREADY_EXISTS"), Is.True);
    }

    private async Task<ShopFile> MakeAsync(string name)
    {
        var uploads = services.GetRequiredService<StagedUploads>();
        var target = await uploads.CreateAsync(access, FileKind.Image, name, "image/png", Picture.Length, default);
        using var stream = new MemoryStream(Picture);
        await uploads.UploadAsync(target, stream, Picture.Length, name, "image/png", default);
        return await services.GetRequiredService<Files>().CreateAsync(access, target.ResourceUrl, "alt", name, FileKind.Image, default);
    }

    private async Task<ShopFile> ReadyAsync(ShopFile file)
    {
        for (var attempt = 0; attempt < 100 && file.Status is MediaStatus.Uploaded or MediaStatus.Processing; attempt++)
        {
            await Task.Delay(100);
            file = (await services.GetRequiredService<Files>().ReadStatusAsync(access, [file.Id], default)).Single();
        }
        Assert.That(file.Status, Is.EqualTo(MediaStatus.Ready), string.Join(' ', file.Problems));
        return file;
    }

    private async Task<List<ShopProduct>> ProductsAsync()
    {
        List<ShopProduct> products = [];
        await foreach (var page in services.GetRequiredService<ProductReader>().PagesAsync(access)) products.AddRange(page.Products);
        return products;
    }
}
