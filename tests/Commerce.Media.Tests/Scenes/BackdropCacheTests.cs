using Commerce.Media.Colour;
using Commerce.Media.Scenes;

namespace Commerce.Media.Tests.Scenes;

public sealed class BackdropCacheTests
{
    private static readonly SceneColours Colours = new(new Rgb(0.9f, 0.9f, 0.9f), new Rgb(0.8f, 0.8f, 0.8f), default, default, []);

    [Test]
    public void What_is_drawn_on_a_backdrop_is_not_on_the_next()
    {
        var set = SceneCatalogue.Find("studio-shot").Variants[0];
        var first = BackdropPainter.Paint(set, Colours, 320, 256, 1).Pixels;
        var fresh = (byte[])first.Clone();
        Array.Clear(first);

        var second = BackdropPainter.Paint(set, Colours, 320, 256, 2).Pixels;

        Assert.That(second.AsSpan().SequenceEqual(fresh));
    }

    [Test]
    public void The_seed_counts_only_where_something_is_left_to_chance()
    {
        foreach (var set in SceneCatalogue.Keys.SelectMany(key => SceneCatalogue.Find(key).Variants))
        {
            var painted = BackdropPainter.Paint(set, Colours, 96, 96, 1).Pixels;
            var other = BackdropPainter.Paint(set, Colours, 96, 96, 2).Pixels;

            Assert.That(painted.AsSpan().SequenceEqual(other), Is.EqualTo(Key(set, 1) == Key(set, 2)), set.Name);
        }

        static BackdropKey Key(SceneSet set, long seed) => BackdropKey.Of(set, Colours, 96, 96, seed, null);
    }

    [Test]
    public void Keeps_no_more_than_allowed_and_drops_what_was_asked_for_least_recently()
    {
        var (cache, painted) = (new BackdropCache(250), new List<int>());
        foreach (var width in (int[])[1, 2, 1, 3, 1, 2])
        {
            cache.Of(Key(width), () => Paint(width, 100));
        }
        cache.Of(Key(9), () => Paint(9, 300));
        cache.Of(Key(9), () => Paint(9, 300));

        Assert.That(painted, Is.EqualTo(new[] { 1, 2, 3, 2, 9, 9 }));

        byte[] Paint(int width, int size)
        {
            painted.Add(width);
            return new byte[size];
        }

        static BackdropKey Key(int width) => BackdropKey.Of(SceneCatalogue.Find("studio-shot").Variants[0], Colours, width, 1, 0, null);
    }
}
