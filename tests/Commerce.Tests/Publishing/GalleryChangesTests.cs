using Commerce.Publishing;

namespace Commerce.Tests.Publishing;

public sealed class GalleryChangesTests
{
    private static readonly IReadOnlySet<string> Ours = new HashSet<string> { "ours" };

    [TestCase("a b c d", "a b c d", "")]
    [TestCase("a b c d", "d a b c", "Moved d 4 1")]
    [TestCase("a b c d", "a c d b", "Moved b 2 4")]
    [TestCase("a b c", "ours c b a", "Moved b 2 2, Moved a 1 3")]
    [TestCase("a b c", "a c", "Removed b 2 ")]
    [TestCase("a b", "a x b ours", "Added x  2")]
    [TestCase("a b", "ours b! a", "Moved a 1 2, Reworded b alt alt!")]
    [TestCase("", "", "")]
    public void The_fewest_changes_explain_the_difference_and_ours_is_none(string before, string now, string changes) => Assert.That(
        GalleryChanges.Between(Gallery(before), Gallery(now), Ours).List.Select(change => $"{change.Kind} {change.MediaId} {change.Before} {change.After}"),
        Is.EquivalentTo(changes.Split(", ", StringSplitOptions.RemoveEmptyEntries)));

    [Test]
    public void A_variant_counts_when_both_galleries_have_it()
    {
        var before = Gallery("a b") with { Variants = [new("1", "Red", "a"), new("2", "Blue", null), new("3", "Gone", "b")] };
        var now = Gallery("a b") with { Variants = [new("1", "Red", null), new("2", "Blue", "ours"), new("4", "New", "b")] };
        Assert.That(GalleryChanges.Between(before, now, Ours).ToString(), Is.EqualTo("2 variant pictures changed"));
    }

    [TestCase(Placement.End, "a b c x y")]
    [TestCase(Placement.Front, "x y a b c")]
    [TestCase(Placement.AfterFirst, "a x y b c")]
    [TestCase(Placement.Replace, "x y c a b")]
    public void A_placement_takes_nothing_out(Placement placement, string order) =>
        Assert.That(string.Join(' ', placement.Arrange(["a", "b", "c"], ["x", "y"])), Is.EqualTo(order));

    [Test]
    public void More_new_ones_than_there_are_old_ones_still_take_nothing_out() =>
        Assert.That(Placement.Replace.Arrange(["a"], ["x", "y"]), Is.EqualTo(new[] { "x", "y", "a" }));

    private static GallerySnapshot Gallery(string media) =>
        new([.. media.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new GalleryItem(id.TrimEnd('!'), id.EndsWith('!') ? "alt!" : "alt"))], default);
}
