using System.Security.Cryptography;
using Commerce.Media.Vips;
using Commerce.Providers.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Providers.Tests.Local;

public sealed class LocalVideoProviderTests
{
    private string folder = null!;

    [SetUp]
    public void Draw_a_product()
    {
        folder = Directory.CreateTempSubdirectory("video-order").FullName;
        using var drawn = VipsImage.FromSvg(
            "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'><rect width='300' height='300' fill='#f2f2f0'/><path d='M100 60H200L220 250H80Z' fill='#6b2f4a'/></svg>");
        File.WriteAllBytes(Path.Combine(folder, "source.png"), drawn.ToPng());
    }

    [TearDown]
    public void Clean_up() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Submits_polls_and_fetches_a_video_and_gives_the_same_bytes_again()
    {
        var provider = new LocalVideoProvider();
        var task = await provider.SubmitAsync(Order("brand-film"), CancellationToken.None);
        Assert.That(task, Is.EqualTo("order-7"));
        Assert.That(await provider.PollAsync(task, Order("brand-film"), CancellationToken.None), Is.TypeOf<TaskProgress.Ready>());
        var first = await provider.FetchAsync(task, Order("brand-film"), Path.Combine(folder, "one"), CancellationToken.None);
        var again = await provider.FetchAsync(task, Order("brand-film"), Path.Combine(folder, "two"), CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That((first.MimeType, first.Width, first.Height, first.Duration), Is.EqualTo(("video/mp4", 240, 320, (TimeSpan?)TimeSpan.FromSeconds(8))));
            Assert.That(first.DigitalSourceType, Is.EqualTo("compositeSynthetic"));
            Assert.That(File.Exists(first.PosterPath), Is.True);
            Assert.That(SHA256.HashData(File.ReadAllBytes(again.Path)), Is.EqualTo(SHA256.HashData(File.ReadAllBytes(first.Path))));
        });
    }

    [Test]
    public async Task Makes_a_video_as_long_as_the_order_wishes()
    {
        var made = await new LocalVideoProvider().FetchAsync("order-7", Order("brand-film") with { Seconds = 6 }, folder, CancellationToken.None);
        Assert.That(made.Duration, Is.EqualTo(TimeSpan.FromSeconds(6)));
        Assert.That(made.Captions, Is.Empty, "nothing is said in it");
    }

    [Test]
    public async Task Hands_out_the_words_it_speaks_with_their_times()
    {
        var made = await new LocalVideoProvider().FetchAsync(
            "order-7", Order("spoken-script") with { Prompt = "“Every beaker is thrown by hand.”" }, folder, CancellationToken.None);
        Assert.That(string.Join(' ', made.Captions.Select(caption => caption.Text.ReplaceLineEndings(" "))), Does.Contain("thrown by hand"));
        Assert.That(made.Captions[^1].End, Is.LessThanOrEqualTo(made.Duration!.Value));
    }

    [Test]
    public void Refuses_an_unknown_style_before_any_work() => Assert.That(
        async () => await new LocalVideoProvider().SubmitAsync(Order("studio-shot"), CancellationToken.None),
        Throws.TypeOf<ProviderException>().With.Property("Code").EqualTo("style-unknown").And.Property("Retryable").False);

    [Test]
    public void Says_what_to_install_when_ffmpeg_is_missing_and_that_a_retry_may_work() => Assert.That(
        async () => await new LocalVideoProvider(Path.Combine(folder, "ffmpeg")).FetchAsync("order-7", Order("brand-film"), folder, CancellationToken.None),
        Throws.TypeOf<ProviderException>().With.Property("Code").EqualTo("ffmpeg-missing").And.Property("Retryable").True.And.Message.Contains("Install"));

    [Test]
    public void Refuses_a_damaged_source_picture_for_good()
    {
        File.WriteAllText(Path.Combine(folder, "source.png"), "no picture");
        Assert.That(async () => await new LocalVideoProvider().FetchAsync("order-7", Order("scene-integration"), folder, CancellationToken.None),
            Throws.TypeOf<ProviderException>().With.Property("Code").EqualTo("picture-unknown-format").And.Property("Retryable").False);
    }

    [Test]
    public void Is_registered_beside_the_picture_provider()
    {
        using var services = new ServiceCollection().AddLocalProvider(new ConfigurationBuilder().Build()).BuildServiceProvider();
        Assert.That(services.GetServices<IGenerationProvider>().Select(provider => (provider.Name, provider.Kind)),
            Is.EqualTo(new[] { ("local", GenerationKind.Image), ("local", GenerationKind.Video) }));
    }

    private GenerationOrder Order(string style) => new(
        "order-7", style, SourceFile.At(Path.Combine(folder, "source.png")), "Plum beaker", "Kiln & Linen", [], null, new BrandLook("The pottery", ["#4a2f6b"], []), 240, 320, 9);
}
