using Commerce.Generations;

namespace Commerce.Tests.Generations;

public sealed class PaceTests
{
    private static readonly Guid Store = new("00000000-0000-0000-0000-000000000001");

    [Test]
    public void A_store_begins_with_one_row_and_takes_more_while_turns_stay_short()
    {
        var pace = new Pace();
        var sizes = new List<int>();
        for (var turn = 0; turn < 10; turn++)
        {
            sizes.Add(pace.Of(Store));
            pace.Learn(Store, pace.Of(Store), TimeSpan.FromMilliseconds(1));
        }

        Assert.That(sizes, Is.EqualTo(new[] { 1, 2, 4, 8, 16, 32, 64, 128, 128, 128 }));
    }

    [Test]
    public void Slow_rows_are_taken_one_by_one()
    {
        var pace = new Pace();
        pace.Learn(Store, 8, TimeSpan.Zero);
        for (var turn = 0; turn < 5; turn++)
        {
            pace.Learn(Store, pace.Of(Store), TimeSpan.FromSeconds(3));
        }

        Assert.That(pace.Of(Store), Is.EqualTo(1));
    }

    [Test]
    public void The_last_rows_of_a_store_teach_nothing_about_how_many_fit()
    {
        var pace = new Pace();
        pace.Learn(Store, 8, TimeSpan.Zero);
        pace.Learn(Store, 3, TimeSpan.FromMilliseconds(1));
        Assert.That(pace.Of(Store), Is.EqualTo(16));
    }
}
