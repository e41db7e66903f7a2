using Commerce.Providers;
using Commerce.Publishing;

namespace Commerce.Tests.Publishing;

/// <summary>Checklist 30: what the shop could take, said before anything is paid for.</summary>
public sealed class ForecastTests
{
    private static readonly Guid Product = new(1, 0, 0, new byte[8]);

    [Test]
    public void Item30_A_gallery_holds_250_media() => Assert.That(
        Of(Pictures(7), mediaCount: 245), Is.EqualTo(new PublishingForecast(5, 2, 0, 0, 0, 0, false, null)));

    [Test]
    public void Item30_A_picture_above_20_megapixels_cannot_be_published() => Assert.That(
        Of([new(Product, GenerationKind.Image, 5000, 4001), new(Product, GenerationKind.Image, 4472, 4472)]).TooLarge, Is.EqualTo(1));

    [TestCase("Basic", 250)]
    [TestCase("Shopify", 1000)]
    [TestCase("Advanced", 5000)]
    [TestCase("A plan we have not heard of", null)]
    public void Item30_Each_plan_has_its_number_of_videos(string plan, int? most) => Assert.That(PublishingLimits.VideosOf(plan), Is.EqualTo(most));

    [Test]
    public void Item30_Videos_the_plan_has_no_room_for_are_told_from_those_that_have_to_wait()
    {
        var products = Enumerable.Range(1, 5000).Select(number => new ForecastRow(new Guid(number, 0, 0, new byte[8]), GenerationKind.Video, 1080, 1920)).ToList();
        var basic = PublishingForecasts.Of(products, new Dictionary<Guid, int>(), trial: false, new VideoRoom("Basic", 240, 250, 0));
        var advanced = PublishingForecasts.Of(products, new Dictionary<Guid, int>(), trial: false, new VideoRoom("Advanced", 0, 5000, 100));
        Assert.Multiple(() =>
        {
            Assert.That((basic.Now, basic.OverPlan, basic.Later), Is.EqualTo((10, 4990, 0)));
            Assert.That((advanced.Now, advanced.OverPlan, advanced.Later, advanced.Weeks), Is.EqualTo((900, 0, 4100, 5)));
        });
    }

    [Test]
    public void Item30_A_shop_that_does_not_answer_leaves_only_the_weeks_limit() => Assert.That(
        new VideoRoom("Basic", null, 250, 990).LeftNow, Is.EqualTo(10));

    [Test]
    public void Item30_A_trial_shop_is_told_so() => Assert.That(PublishingLimits.IsTrial("Trial"), Is.True);

    private static PublishingForecast Of(IReadOnlyList<ForecastRow> rows, int mediaCount = 0) =>
        PublishingForecasts.Of(rows, new Dictionary<Guid, int> { [Product] = mediaCount }, trial: false, null);

    private static IReadOnlyList<ForecastRow> Pictures(int count) => [.. Enumerable.Repeat(new ForecastRow(Product, GenerationKind.Image, 2048, 2048), count)];
}
