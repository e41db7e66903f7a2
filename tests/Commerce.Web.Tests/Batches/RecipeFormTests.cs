using Commerce.Routing;
using Commerce.Styles;
using Commerce.Web.Pages.Batches;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Commerce.Web.Tests.Batches;

public sealed class RecipeFormTests
{
    private static readonly OfferedModels Offers = new([LocalModel.Name], [LocalModel.Name]);

    [TestCase("", null)]
    [TestCase("10", 10)]
    [TestCase("1", 6)]
    [TestCase("9999", 30)]
    [TestCase("-8", null)]
    [TestCase("long", null)]
    public void The_length_of_videos_stays_within_what_can_be_made(string asked, int? kept)
    {
        var form = new FormCollection(new Dictionary<string, StringValues> { ["styles"] = "brand-film", ["videoSeconds"] = asked });
        var (content, problem) = RecipeForm.Read(form, Offers, brandVersion: null);
        Assert.That((content.VideoSeconds, content.Styles[0].Style, problem), Is.EqualTo((kept, "brand-film", (string?)null)));
    }
}
