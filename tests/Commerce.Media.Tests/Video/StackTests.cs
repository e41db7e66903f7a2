using System.Runtime.Intrinsics;
using Commerce.Media.Video;
using Commerce.Media.Video.Films;

namespace Commerce.Media.Tests.Video;

public sealed class StackTests
{
    private static readonly Vector128<float> Red = Vector128.Create(255f, 0, 0, 255);
    private static readonly Vector128<float> Blue = Vector128.Create(0f, 0, 255, 255);

    [Test]
    public void Only_the_part_that_moved_changes() =>
        Assert.That(Changes(new Stack(new Flat(Red), Shape(10), Shape(50)), new Stack(new Flat(Red), Shape(12), Shape(50)), 5), Is.EqualTo(new Columns(10, 23)));

    [Test]
    public void Rows_that_nothing_moved_in_stay() =>
        Assert.That(Changes(new Stack(new Flat(Red), Shape(10)), new Stack(new Flat(Red), Shape(12)), 40), Is.EqualTo(Columns.None));

    [Test]
    public void Another_ground_changes_everything() =>
        Assert.That(Changes(new Stack(new Flat(Red), Shape(10)), new Stack(new Flat(Blue), Shape(10)), 40), Is.EqualTo(Columns.All));

    [Test]
    public void A_part_that_comes_or_goes_changes_where_it_is()
    {
        Assert.That(Changes(new Stack(new Flat(Red), Painting.Nothing), new Stack(new Flat(Red), Shape(10)), 5), Is.EqualTo(new Columns(10, 21)));
        Assert.That(Changes(new Stack(new Flat(Red), Shape(10)), new Stack(new Flat(Red), Painting.Nothing), 5), Is.EqualTo(new Columns(10, 21)));
    }

    [Test]
    public void A_cut_that_moves_changes_what_it_passed_over() => Assert.That(
        Changes(new Stack(new Part(new Flat(Red), new Columns(0, 30))), new Stack(new Part(new Flat(Red), new Columns(0, 34))), 5), Is.EqualTo(new Columns(30, 34)));

    [Test]
    public void What_is_hidden_is_not_painted()
    {
        var painted = 0;
        var row = new Vector128<float>[20];
        new Stack(new Drawn((_, _, _) => painted++), new Flat(Blue)).Paint(0, row);
        Assert.That((painted, row[7]), Is.EqualTo((0, Blue)));
    }

    private static RoundedShape Shape(float left) => new(new Area(left, 0, 10, 10), 0, Blue);

    private static Columns Changes(Painting before, Painting now, int y)
    {
        var changes = new List<RowColumns>();
        now.Compare(before, changes);
        return changes.Aggregate(Columns.None, (all, change) => all.Hull(change(y)));
    }
}
