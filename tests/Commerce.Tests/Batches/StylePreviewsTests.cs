using Commerce.Batches;
using Commerce.Library.Storage;
using Commerce.Styles;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

[Category("Database")]
public sealed class StylePreviewsTests : CoreFixture
{
    private static readonly Style Lifestyle = StyleCatalogue.Find("lifestyle")!;

    [SetUp]
    public void Reset()
    {
        Images.Reset();
        Videos.Reset();
    }

    [Test]
    public async Task A_preview_is_made_once_however_many_look_at_it()
    {
        var store = await AddStoreAsync();
        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => KeyAsync(store, Lifestyle)));
        Assert.Multiple(async () =>
        {
            Assert.That(keys.Distinct().Single(), Does.StartWith($"stores/{store.Id}/previews/lifestyle-"));
            Assert.That(Images.Submitted.Values.Sum(), Is.EqualTo(1));
            Assert.That(await Services.GetRequiredService<IObjectStore>().ExistsAsync(keys[0]!, CancellationToken.None), Is.True);
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(100), "previews cost nothing");
        });
    }

    [Test]
    public async Task A_video_is_shown_by_a_still_and_a_store_without_pictures_by_nothing()
    {
        var (store, empty) = (await AddStoreAsync(), await AddStoreAsync(products: 0));
        var styles = new List<string>();
        Videos.OnStep = (name, order) => styles.AddRange(name == "submit" ? [$"{order.StyleKey} {order.Width}x{order.Height}"] : []);
        Assert.Multiple(async () =>
        {
            Assert.That(await KeyAsync(store, StyleCatalogue.Find("scene-integration")!), Is.Not.Null);
            Assert.That(styles, Is.EqualTo(new[] { "scene-integration 288x512" }));
            Assert.That(await KeyAsync(empty, Lifestyle), Is.Null);
        });
    }

    private Task<string?> KeyAsync(TestStore store, Style style) => Work.RunAsync(store.Id, services =>
        services.GetRequiredService<StylePreviews>().KeyAsync(style, null, CancellationToken.None));
}
