using Commerce.Batches;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Styles;
using Commerce.Tenancy;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

[Category("Database")]
public sealed class StylePreviewsTests : CoreFixture
{
    private static readonly Style Lifestyle = StyleCatalogue.Find("lifestyle")!;

    [SetUp]
    public void Reset() => Images.Reset();

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
        var (videos, asked) = (new ScriptedProvider(GenerationKind.Video), new List<string>());
        videos.OnStep = (name, order) => asked.AddRange(name == "submit" ? [$"{order.StyleKey} {order.Width}x{order.Height} {order.Still}"] : []);
        await using var services = Build(collection => collection.AddSingleton<IGenerationProvider>(videos));
        var key = await services.GetRequiredService<StoreWork>().RunAsync(store.Id, scope =>
            scope.GetRequiredService<StylePreviews>().KeyAsync(StyleCatalogue.Find("scene-integration")!, null, CancellationToken.None));
        Assert.Multiple(async () =>
        {
            Assert.That(key, Is.Not.Null);
            Assert.That(asked, Is.EqualTo(new[] { "scene-integration 288x512 True" }));
            Assert.That(await KeyAsync(empty, Lifestyle), Is.Null);
        });
    }

    private Task<string?> KeyAsync(TestStore store, Style style) => Work.RunAsync(store.Id, services =>
        services.GetRequiredService<StylePreviews>().KeyAsync(style, null, CancellationToken.None));
}
