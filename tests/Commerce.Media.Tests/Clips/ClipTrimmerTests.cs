using Commerce.Media.Clips;

namespace Commerce.Media.Tests.Clips;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClipTrimmerTests : IDisposable
{
    private readonly MadeClips made = new();

    public void Dispose() => made.Dispose();

    [Test]
    public async Task Only_frames_beside_the_cuts_are_encoded_again()
    {
        var source = await made.HouseAsync("a.mp4", 3.5);
        var (frames, encoded) = await ClipTrimmer.TrimAsync(source, HouseProfile.At(20), HouseProfile.At(97), MadeClips.Small, made.At("cut.mp4"));
        var (before, after) = (await MadeClips.FramesAsync(source), await MadeClips.FramesAsync(made.At("cut.mp4")));
        Assert.That((frames, encoded), Is.EqualTo((77, 17)));
        Assert.That(after[10..70], Is.EqualTo(before[30..90]), "from key frame to key frame nothing changed");
        Assert.That(after, Has.Count.EqualTo(77));
        Assert.That(await DifferenceAsync(source, 20, made.At("cut.mp4"), 0), Is.LessThan(4), "the first frame is the one asked for");
        Assert.That(await DifferenceAsync(source, 96, made.At("cut.mp4"), 76), Is.LessThan(4), "and so is the last");
        await Decoding.RequireAsync(made.At("cut.mp4"));
    }

    [Test]
    public async Task A_cut_within_one_second_is_encoded_whole()
    {
        var source = await made.HouseAsync("a.mp4", 2);
        Assert.That(await ClipTrimmer.TrimAsync(source, HouseProfile.At(5), HouseProfile.At(15), MadeClips.Small, made.At("cut.mp4")), Is.EqualTo((10, 10)));
    }

    [Test]
    public async Task Both_halves_of_a_clip_can_be_joined_to_it_again()
    {
        var source = await made.HouseAsync("a.mp4", 2);
        await ClipTrimmer.SplitAsync(source, HouseProfile.At(40), MadeClips.Small, made.At("one.mp4"), made.At("two.mp4"));
        Assert.That(await Stitcher.JoinAsync([made.At("one.mp4"), made.At("two.mp4")], made.At("film.mp4")), Is.EqualTo(60));
        Assert.That(await DifferenceAsync(source, 41, made.At("film.mp4"), 41), Is.LessThan(4));
    }

    [TestCase(1.0, 1.0)]
    [TestCase(-0.5, 1.0)]
    [TestCase(0.5, 9.0)]
    public async Task A_cut_outside_the_clip_is_refused(double from, double to)
    {
        var source = await made.ForeignAsync("a.mp4", 1.5);
        Assert.That(async () => await ClipTrimmer.TrimAsync(source, TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to), MadeClips.Small, made.At("cut.mp4")),
            Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("cut-outside"));
    }

    private static async Task<double> DifferenceAsync(string one, int first, string other, int second)
    {
        var (a, b) = (await MadeClips.GreyAsync(one, first), await MadeClips.GreyAsync(other, second));
        return a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
    }
}
