using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Routing;

namespace Commerce.Tests.Routing;

public sealed class RouterTests
{
    private static readonly Candidate Cheap = Make("cheap", 0.01m, quality: 2, speed: 3);
    private static readonly Candidate Good = Make("good", 0.10m, quality: 5, speed: 2);
    private static readonly Candidate Quick = Make("quick", 0.05m, quality: 3, speed: 5);
    private static readonly Candidate Unpriced = Make("unpriced", null, quality: 5, speed: 5);

    [TestCase(RoutingGoal.Cheapest, "cheap")]
    [TestCase(RoutingGoal.Best, "good")]
    [TestCase(RoutingGoal.Fastest, "quick")]
    public void The_goal_decides_who_comes_first(RoutingGoal goal, string first) =>
        Assert.That(Router.Rank([Cheap, Good, Quick], goal)[0].Model, Is.EqualTo(first));

    [Test]
    public void The_balance_is_not_the_extreme_of_one_side()
    {
        var middling = Make("middling", 0.03m, quality: 4, speed: 4);
        Assert.That(Router.Rank([Cheap, Good, Quick, middling], RoutingGoal.Balanced)[0].Model, Is.EqualTo("middling"));
    }

    [Test]
    public void A_model_without_a_price_is_dearer_than_all_that_have_one() =>
        Assert.That(Router.Rank([Unpriced, Good, Cheap], RoutingGoal.Cheapest)[^1].Model, Is.EqualTo("unpriced"));

    [Test]
    public void Measured_times_count_for_more_than_grades()
    {
        var slow = Quick with { Seconds = 400 };
        Assert.That(Router.Rank([slow, Good], RoutingGoal.Fastest)[0].Model, Is.EqualTo("good"));
    }

    [Test]
    public void A_model_that_fails_often_loses_its_place()
    {
        var failing = Good with { FailureShare = 0.9 };
        Assert.That(Router.Rank([failing, Quick], RoutingGoal.Best)[0].Model, Is.EqualTo("quick"));
    }

    [Test]
    public void Equal_models_keep_the_catalogues_order() =>
        Assert.That(Router.Rank([Make("first", 0.02m, 3, 3), Make("second", 0.02m, 3, 3)], RoutingGoal.Balanced).Select(one => one.Model), Is.EqualTo(new[] { "first", "second" }));

    private static Candidate Make(string model, decimal? usd, int quality, int speed) => new(
        new ImageRequest(new ModelEntry { Vendor = "kie", Id = model, Tasks = [WorkTask.ImageToImage], Quality = quality, Speed = speed }, WorkTask.ImageToImage, "key", new PromptParts("a chair")),
        OwnKey: false, usd, Seconds: null, FailureShare: 0);
}
