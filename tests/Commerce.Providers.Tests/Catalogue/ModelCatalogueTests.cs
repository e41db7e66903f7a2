using System.Globalization;
using System.Text;
using Commerce.Providers.Catalogue;

namespace Commerce.Providers.Tests.Catalogue;

public sealed class ModelCatalogueTests
{
    [TestCase("openai", "sora-2", "2026-09-24", "kling-3.0/video")]
    [TestCase("openai", "sora-2-pro", "2026-09-24", "kling-3.0/video")]
    [TestCase("openai", "gpt-image-1", "2026-10-23", "gpt-image-2.5-sunburst")]
    [TestCase("openai", "gpt-image-1.5", "2026-12-01", "gpt-image-2")]
    [TestCase("openai", "dall-e-3", "2026-05-12", "gpt-image-2")]
    [TestCase("openai", "tts-1", "2027-01-06", "eleven_multilingual_v2")]
    [TestCase("openai", "gpt-4o", "2027-01-14", "gpt-6-luna")]
    [TestCase("google", "gemini-2.5-flash-image", "2026-10-02", "gemini-3.1-flash-image")]
    [TestCase("google", "veo-3.1-generate-preview", "2026-10-22", "gemini-omni-1.1-flash")]
    [TestCase("deepseek", "deepseek-chat", "2026-07-24", "deepseek-flash")]
    public void Retired_models_stay_with_the_day_and_their_successor(string vendor, string id, string until, string successor)
    {
        var model = ModelCatalogue.Shipped.Get(vendor, id);
        Assert.That((model.Until, ModelCatalogue.Shipped.SuccessorOf(model)!.Id), Is.EqualTo(((DateOnly?)DateOnly.ParseExact(until, "O", CultureInfo.InvariantCulture), successor)));
        Assert.That((model.Lives(model.Until!.Value.AddDays(-1)), model.Lives(model.Until.Value)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Models_about_to_retire_are_found_by_their_day() => Assert.That(
        ModelCatalogue.Shipped.Retiring(new DateOnly(2026, 11, 26), new DateOnly(2026, 12, 3)).Select(model => model.Id),
        Is.EquivalentTo(new[] { "gpt-image-1.5", "gpt-image-1-mini", "chatgpt-image-latest", "gemini-2.5-pro", "gemini-2.5-flash" }));

    [TestCase("nano-banana-2", "4K", 0.09)]
    [TestCase("gpt-image-2-text-to-image", "2K", 0.05)]
    [TestCase("kling/v3-turbo-text-to-video", "1080p", 0.1125)]
    public void Prices_are_those_of_the_facts(string id, string resolution, decimal usd) =>
        Assert.That(ModelCatalogue.Shipped.Get("kie", id).Prices.Single(price => price.Resolution == resolution).Usd, Is.EqualTo(usd));

    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"]},{"vendor":"v","id":"a","tasks":["text"]}]""", "there twice")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":[]}]""", "makes nothing")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"successor":"b"}]""", "not in the catalogue")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"until":"2026-01-02","successor":"b"},{"vendor":"v","id":"b","tasks":["text"],"until":"2026-01-02"}]""", "does not outlive")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"successor":"b"},{"vendor":"v","id":"b","tasks":["music"]}]""", "makes other things")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"from":"2026-02-01","until":"2026-01-01"}]""", "ends before")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"seconds":[5,3]}]""", "do not rise")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"ratios":["wide"]}]""", "no ratio")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"prices":[{"unit":"image","usd":0}]}]""", "not positive")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"prices":[{"unit":"image","usd":1,"resolution":"4K"}]}]""", "size it does not make")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"ratios":["1:1"],"resolutions":["1K"],"sizes":{"1:1":"10:10"}}]""", "one size")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"inputs":{"ratio":"size"}}]""", "does not name")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"quality":6}]""", "grade")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["text"],"colour":"red"}]""", "colour")]
    [TestCase("""[{"vendor":"v","id":"a","tasks":["dance"]}]""", "tasks")]
    public void A_catalogue_that_contradicts_itself_is_refused(string json, string problem) =>
        Assert.That(() => ModelCatalogue.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))), Throws.TypeOf<CatalogueException>().With.Message.Contains(problem));
}
