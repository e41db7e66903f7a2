using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Catalogue;

public sealed class ModelFitTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly ModelEntry Veo = Orders.Model("kie", "veo3_fast");
    private static readonly ModelEntry Banana = Orders.Model("kie", "nano-banana-2");

    [Test]
    public void The_nearest_that_can_be_had_is_named()
    {
        Assert.That(Nearest(Film() with { Seconds = 7 }), Is.EqualTo(("cannot-seconds", "6")));
        Assert.That(Nearest(Film() with { Seconds = 30 }), Is.EqualTo(("cannot-seconds", "8")));
        Assert.That(Nearest(Film() with { Ratio = "21:9" }), Is.EqualTo(("cannot-ratio", "16:9")));
        Assert.That(Nearest(Film() with { Resolution = "480p" }), Is.EqualTo(("cannot-resolution", "720p")));
        Assert.That(Nearest(Still() with { Count = 3 }), Is.EqualTo(("cannot-count", "1")));
        Assert.That(Nearest(Still() with { Task = WorkTask.ImageToImage, References = [.. Enumerable.Repeat(Orders.Picture, 15)] }), Is.EqualTo(("cannot-references", "14")));
        Assert.That(Nearest(Still() with { Prompt = new PromptParts(new string('a', 20001)) }), Is.EqualTo(("cannot-prompt", "20000")));
    }

    [Test]
    public void What_is_missing_or_cannot_be_is_refused_by_name()
    {
        Assert.That(Nearest(Film() with { Task = WorkTask.ImageToVideo }).Code, Is.EqualTo("cannot-start-frame"));
        Assert.That(Nearest(Film() with { Task = WorkTask.LipSync }).Code, Is.EqualTo("cannot-task"));
        Assert.That(Nearest(Film() with { Sound = true }).Code, Is.EqualTo("cannot-sound"));
        Assert.That(Nearest(Still() with { Transparent = true }).Code, Is.EqualTo("cannot-transparent"));
        Assert.That(Nearest(Still() with { Mask = Orders.Picture }).Code, Is.EqualTo("cannot-mask"));
        Assert.That(Nearest(Still() with { Task = WorkTask.ImageToImage }).Code, Is.EqualTo("cannot-references"));
    }

    [Test]
    public void A_model_that_was_shut_down_is_gone_and_names_its_successor()
    {
        var failure = ModelFit.Misfit(Film() with { Model = Orders.Model("openai", "sora-2") }, Today)!;
        Assert.That((failure.Kind, failure.Nearest), Is.EqualTo((FailureKind.ModelGone, "kie:kling-3.0/video")));
    }

    [Test]
    public void Others_that_can_are_found_with_the_same_vendor_first()
    {
        var able = ModelFit.Able(ModelCatalogue.Shipped, Film() with { Seconds = 15 }, Today).ToList();
        Assert.That(able.Select(model => model.Id), Does.Contain("kling-3.0/video").And.Not.Contain("veo3_fast").And.Not.Contain("sora-2"));
        Assert.That(able.All(model => model.Tasks.Contains(WorkTask.TextToVideo) && model.Seconds.Contains(15)));
        Assert.That(able[0].Vendor, Is.EqualTo("kie"));
    }

    [Test]
    public void What_must_not_be_there_is_said_in_the_prompt_only_where_it_has_no_field()
    {
        var prompt = new PromptParts("A bag", "on a bench", "calm", new BrandLook("Acme", ["#aabbcc"], ["quiet", "warm"]), "people");
        Assert.That(prompt.Compose(negativeHasField: false), Is.EqualTo("A bag. on a bench. Style: calm. Mood: quiet, warm. Colours: #aabbcc. Without: people."));
        Assert.That(prompt.Compose(negativeHasField: true), Does.Not.Contain("people"));
    }

    private static (string? Code, string? Nearest) Nearest(WorkRequest request) => ModelFit.Misfit(request, Today) is { } failure ? (failure.Code, failure.Nearest) : (null, null);

    private static VideoRequest Film() => (VideoRequest)Orders.Least(Veo, WorkTask.TextToVideo);

    private static ImageRequest Still() => (ImageRequest)Orders.Least(Banana, WorkTask.TextToImage);
}
