using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Routing;

namespace Commerce.Tests.Routing;

public sealed class OrderTranslationTests
{
    private static readonly ModelEntry Model = new() { Vendor = "kie", Id = "any", Tasks = [WorkTask.ImageToVideo], Seconds = [5, 8, 10, 15] };

    [TestCase(null, 8)]
    [TestCase(5, 5)]
    [TestCase(6, 8)]
    [TestCase(30, 8)]
    public void A_vendor_is_asked_for_the_length_wished_for_but_for_no_more_than_the_price_of_a_video_covers(int? wished, int asked)
    {
        var order = new GenerationOrder("order", "brand-film", SourceFile.At("none"), "Mug", null, [], null, new BrandLook("Daybird", [], []), 1080, 1920, 7) { Seconds = wished };
        var request = (VideoRequest?)OrderTranslation.Of(order, GenerationKind.Video, Model, new DateOnly(2026, 1, 1));
        Assert.That(request?.Seconds, Is.EqualTo(asked));
    }
}
