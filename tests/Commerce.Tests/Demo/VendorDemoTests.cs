using Commerce.Workbench.Demo;

namespace Commerce.Tests.Demo;

/// <summary>The main job with an AI vendor that the sandbox plays: the real clients, from install to revert.</summary>
[Category("Chaos")]
[NonParallelizable]
public sealed class VendorDemoTests
{
    // One of each picture style, the fifth of which no vendor makes.
    private const int Products = 5;

    [TestCase("kie", true)]
    [TestCase("google", false)]
    public async Task A_vendor_makes_pictures_and_a_video_and_sells_each_once(string vendor, bool priced)
    {
        using var catalogue = SmallCatalogue.WithProducts(Products);
        await using var demo = await DemoFixture.StartAsync(catalogue.Folder, videos: 1, provider: vendor);
        var result = await demo.RunAsync();

        Assert.That(result.Succeeded, Is.True, string.Join('\n', demo.Said));
        Assert.That(result.Generations, Is.EqualTo(new RowCounts(Products + 1, 0, 0)));
        Assert.That((result.Provider!.Made, result.Provider.Locally, result.Provider.Bought.Values.Sum(), result.Provider.BoughtTwice), Is.EqualTo((Products, 1, Products, 0)));
        Assert.That(result.Provider.CostUsd > 0, Is.EqualTo(priced));
        Assert.That(await demo.CountAsync($"select count(*) from assets where provider = '{vendor}' and kind = 'video'"), Is.EqualTo(1));
        Assert.That(demo.Said, Has.Some.Contains(" made 5 for ").And.Some.EndWith("nothing twice."));
    }

    [Test]
    public async Task A_vendor_that_answers_at_once_makes_what_it_can_and_this_machine_the_rest()
    {
        using var catalogue = SmallCatalogue.WithProducts(Products);
        await using var demo = await DemoFixture.StartAsync(catalogue.Folder, videos: 1, provider: "openai");
        var result = await demo.RunAsync();

        Assert.That(result.Succeeded, Is.True, string.Join('\n', demo.Said));
        Assert.That((result.Provider!.Made, result.Provider.Locally, result.Provider.Bought.Values.Sum(), result.Provider.BoughtTwice), Is.EqualTo((4, 2, 4, 0)));
        Assert.That(demo.Said, Has.Some.Contains("; 2 it does not make were made on this machine."));
    }

    [Test]
    public async Task A_name_that_no_vendor_has_is_told_with_those_there_are()
    {
        using var catalogue = SmallCatalogue.WithProducts(1);
        using var demo = new DemoProgram("--catalogue", catalogue.Folder, "--provider", "nobody");

        Assert.That(await demo.EndAsync(), Is.EqualTo(1));
        Assert.That(demo.Errors, Does.Contain("There is no provider 'nobody'. There are: kie, kling, runway, openrouter, openai, google, fal, replicate, local."));
    }
}
