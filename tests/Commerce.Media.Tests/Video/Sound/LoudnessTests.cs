using Commerce.Media.Video.Sound;

namespace Commerce.Media.Tests.Video.Sound;

public sealed class LoudnessTests
{
    [Test]
    public void A_full_sine_of_a_kilohertz_is_as_loud_as_the_recommendation_says()
    {
        var track = new Track(150);
        for (var at = 0; at < track.Length; at++)
        {
            track.Left[at] = track.Right[at] = MathF.Sin(MathF.Tau * 997 * at / Track.Rate);
        }
        Assert.That(Loudness.Integrated(track), Is.EqualTo(0).Within(0.1));
    }

    [Test]
    public void Silence_stays_silent()
    {
        var track = new Track(60);
        Loudness.Settle(track);
        Assert.That(track.Left.Max(), Is.Zero);
    }

    [Test]
    public void Peaks_are_held_while_the_loudness_is_reached()
    {
        var track = new Track(150);
        var random = new Random(4);
        for (var at = 0; at < track.Length; at++)
        {
            track.Left[at] = track.Right[at] = (at % 9600 < 60 ? 0.9f : 0.02f) * (random.NextSingle() * 2 - 1);
        }
        Loudness.Settle(track);
        Assert.That(Loudness.Integrated(track), Is.EqualTo(-14).Within(0.5));
        Assert.That(track.Left.Max(Math.Abs), Is.LessThanOrEqualTo(0.77f));
    }
}
