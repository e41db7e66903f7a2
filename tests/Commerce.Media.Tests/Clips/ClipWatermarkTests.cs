using Commerce.Media.Clips;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Clips;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClipWatermarkTests : IDisposable
{
    private const int Width = 320;
    private const int Height = 240;
    private readonly MadeClips made = new();

    public void Dispose() => made.Dispose();

    [Test]
    public async Task Every_frame_carries_the_plate_in_the_lower_right_corner_and_the_rest_stays()
    {
        var source = await made.ForeignAsync("in.mp4", 1.2, size: $"{Width}x{Height}");
        await ClipWatermark.StampAsync(source, made.At("marked.mp4"));
        var (before, after) = (await VideoProbe.ReadAsync(source), await VideoProbe.ReadAsync(made.At("marked.mp4")));
        Assert.That((after.Width, after.Height, after.FrameRate, after.Duration), Is.EqualTo((before.Width, before.Height, before.FrameRate, before.Duration)));
        foreach (var frame in (int[])[0, 15, 29])
        {
            var (plain, marked) = (await MadeClips.GreyAsync(source, frame), await MadeClips.GreyAsync(made.At("marked.mp4"), frame));
            Assert.That(Difference(plain, marked, Width * 2 / 3, Height * 5 / 6), Is.GreaterThan(8), $"frame {frame}, the corner");
            Assert.That(Difference(plain, marked, 0, 0, Width, Height * 3 / 4), Is.LessThan(4), $"frame {frame}, the rest");
        }
    }

    [Test]
    public async Task The_sound_is_the_same_and_so_are_the_bytes_when_it_is_done_again()
    {
        var source = await made.ForeignAsync("in.mp4", 1.2);
        await ClipWatermark.StampAsync(source, made.At("one.mp4"));
        await ClipWatermark.StampAsync(source, made.At("two.mp4"));
        Assert.That(await MadeClips.SoundAsync(made.At("one.mp4")), Is.EqualTo(await MadeClips.SoundAsync(source)));
        Assert.That(File.ReadAllBytes(made.At("two.mp4")), Is.EqualTo(File.ReadAllBytes(made.At("one.mp4"))));
    }

    [Test]
    public async Task A_silent_clip_stays_silent()
    {
        await ClipWatermark.StampAsync(await made.ForeignAsync("in.mp4", 1, tone: null), made.At("marked.mp4"));
        Assert.That((await VideoProbe.ReadAsync(made.At("marked.mp4"))).HasAudio, Is.False);
    }

    private static double Difference(byte[] one, byte[] other, int left, int top, int right = Width, int bottom = Height)
    {
        var sum = 0.0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                sum += Math.Abs(one[y * Width + x] - other[y * Width + x]);
            }
        }
        return sum / ((right - left) * (bottom - top));
    }
}
