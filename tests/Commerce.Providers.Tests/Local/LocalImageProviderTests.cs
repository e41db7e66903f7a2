using Commerce.Media.Probe;
using Commerce.Media.Vips;
using Commerce.Providers.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Providers.Tests.Local;

public sealed class LocalImageProviderTests
{
    private string folder = string.Empty;
    private string source = string.Empty;

    [SetUp]
    public void Draw_a_source_picture()
    {
        folder = Directory.CreateTempSubdirectory("commerce-provider-").FullName;
        source = Path.Combine(folder, "source.png");
        var pixels = new byte[200 * 200 * 3];
        Array.Fill(pixels, (byte)235);
        for (var y = 60; y < 150; y++)
        {
            for (var x = 50; x < 150; x++)
            {
                (pixels[(y * 200 + x) * 3], pixels[(y * 200 + x) * 3 + 1], pixels[(y * 200 + x) * 3 + 2]) = (40, 90, 160);
            }
        }
        using var raw = VipsImage.FromBytes(pixels, 200, 200, 3);
        using var named = raw.Interpreted("srgb");
        File.WriteAllBytes(source, named.ToPng());
    }

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Gives_the_order_back_as_its_task_and_is_ready_at_once()
    {
        var provider = new LocalImageProvider();
        var first = await provider.SubmitAsync(Order(), CancellationToken.None);
        var second = await provider.SubmitAsync(Order(), CancellationToken.None);
        Assert.That((first, second), Is.EqualTo(("order-1", "order-1")));
        Assert.That(await provider.PollAsync(first, Order(), CancellationToken.None), Is.TypeOf<TaskProgress.Ready>());
    }

    [TestCase(null)]
    [TestCase("warm light")]
    public async Task Refuses_a_sale_tag_with_nothing_to_say_before_anything_is_made(string? wish)
    {
        var order = Order() with { StyleKey = "sale-tag", Prompt = wish };
        var error = (await Assert.ThrowsAsync<ProviderException>(() => new LocalImageProvider().SubmitAsync(order, CancellationToken.None)))!;
        Assert.That((error.Code, error.Retryable), Is.EqualTo(("offer-missing", false)));
    }

    [TestCase("say \"Free shipping\" on it", 0)]
    [TestCase(null, 20)]
    public async Task Takes_a_sale_tag_with_a_price_or_the_owners_words(string? wish, int price)
    {
        var order = Order() with { StyleKey = "sale-tag", Prompt = wish, Price = price == 0 ? null : new ProductPrice(price, null, "EUR") };
        Assert.That(await new LocalImageProvider().SubmitAsync(order, CancellationToken.None), Is.EqualTo("order-1"));
    }

    [Test]
    public async Task Writes_the_same_bytes_when_fetched_again_elsewhere()
    {
        var one = await new LocalImageProvider().FetchAsync("order-1", Order(), Path.Combine(folder, "one"), CancellationToken.None);
        var two = await new LocalImageProvider().FetchAsync("order-1", Order(), Path.Combine(folder, "two"), CancellationToken.None);
        Assert.That(await File.ReadAllBytesAsync(two.Path), Is.EqualTo(await File.ReadAllBytesAsync(one.Path)));
        Assert.That(await File.ReadAllBytesAsync(two.PosterPath!), Is.EqualTo(await File.ReadAllBytesAsync(one.PosterPath!)));
    }

    [Test]
    public async Task Describes_what_it_wrote()
    {
        var output = await new LocalImageProvider().FetchAsync("order-1", Order(), folder, CancellationToken.None);
        var facts = await PictureProbe.ReadAsync(output.Path);
        Assert.That((facts.Width, facts.Height, facts.MimeType), Is.EqualTo((output.Width, output.Height, output.MimeType)));
        Assert.That((output.Width, output.Height), Is.EqualTo((512, 640)));
        Assert.That(output.DigitalSourceType, Is.EqualTo("compositeSynthetic"));
        Assert.That(output.Fidelity, Is.GreaterThan(0.95));
        Assert.That(output.Duration, Is.Null);
    }

    [Test]
    public async Task Refuses_an_unknown_style_before_anything_is_made()
    {
        var error = await Assert.ThrowsAsync<ProviderException>(() => new LocalImageProvider().SubmitAsync(Order() with { StyleKey = "oil-painting" }, CancellationToken.None));
        Assert.That((error!.Code, error.Retryable), Is.EqualTo(("style-unknown", false)));
    }

    [Test]
    public async Task Says_in_words_that_a_source_is_not_a_picture()
    {
        await File.WriteAllTextAsync(source, "not a picture");
        var error = await Assert.ThrowsAsync<ProviderException>(() => new LocalImageProvider().FetchAsync("order-1", Order(), folder, CancellationToken.None));
        Assert.That((error!.Code, error.Retryable), Is.EqualTo(("picture-unknown-format", false)));
        Assert.That(error.Message, Does.Contain("try again"));
    }

    [Test]
    public void Is_found_by_its_interface()
    {
        using var services = new ServiceCollection().AddLocalProvider(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var provider = services.GetServices<IGenerationProvider>().Single(one => one.Kind == GenerationKind.Image);
        Assert.That(provider.Name, Is.EqualTo("local"));
    }

    private GenerationOrder Order() => new(
        "order-1", "minimalist", SourceFile.At(source), "Blue box", "Test works", ["Blue on all sides"], null,
        new BrandLook("Test works", ["#1f4d3a"], ["calm"]), 512, 640, 11);
}
