using System.Runtime.Intrinsics;
using Commerce.Media.Colour;
using Commerce.Media.Video;
using Commerce.Media.Video.Films;

namespace Commerce.Media.Tests.Video.Films;

public sealed class KineticTextTests
{
    private static readonly Area Room = new(20, 30, 200, 90);

    [TestCase("Short")]
    [TestCase("A name of very many words that would never fit into the room it is given, whatever its size, and goes on")]
    [TestCase("Donaudampfschifffahrtsgesellschaftskapitän")]
    [TestCase("防水登山靴适合所有户外活动")]
    [TestCase("أحذية المشي المقاومة للماء")]
    public void Stays_inside_its_area_at_every_moment(string words)
    {
        var text = KineticText.Set(words, "Bold", 48, 12, Room, new Rgb(1, 1, 1), 0.5f);
        Assert.That(text.Ink.Left, Is.GreaterThanOrEqualTo(Room.Left - 2));
        Assert.That(text.Ink.Right, Is.LessThanOrEqualTo(Room.Right + 2));
        foreach (var time in new[] { 0.1f, 0.3f, 2, 3.1f })
        {
            var painting = text.Rise(0, 3)(time);
            var row = new Vector128<float>[240];
            for (var y = 0; y < 160; y++)
            {
                Array.Clear(row);
                painting.Paint(y, row);
                var inked = row.Any(pixel => pixel[3] > 1);
                Assert.That(inked && (y < Room.Top - 2 || y > Room.Bottom + 2), Is.False, $"row {y} at {time} s");
            }
        }
    }

    [Test]
    public void Is_gone_before_it_comes_and_after_it_left()
    {
        var layer = KineticText.Set("Words", "Bold", 40, 20, Room, new Rgb(1, 1, 1)).Rise(1, 2);
        Assert.That(new[] { 0.5f, 1.8f, 2.6f }.Select(time => Inked(layer(time))), Is.EqualTo(new[] { false, true, false }));
    }

    private static bool Inked(Painting painting)
    {
        var row = new Vector128<float>[240];
        for (var y = 0; y < 160; y++)
        {
            painting.Paint(y, row);
        }
        return row.Any(pixel => pixel[3] > 1);
    }
}
