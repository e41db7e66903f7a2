using Commerce.Media.Captions;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>A film made of shots.</summary>
internal sealed class ShotFilm : Film
{
    /// <summary>The longest film there is, in seconds.</summary>
    internal const float Longest = 30;

    /// <summary>The shortest, in seconds.</summary>
    internal const float Shortest = 6;

    private readonly ShotPlan plan;
    private readonly float[] cuts;

    internal ShotFilm(VideoOrder order, ShotPlan plan) : base(order.Width, order.Height, plan.Seconds)
    {
        this.plan = plan;
        cuts = plan.Cuts;
        VoiceStarts = [.. plan.Shots.Select((shot, at) => (shot, cut: at == 0 ? 0 : cuts[at - 1])).Where(pair => pair.shot.Says is not null).Select(pair => pair.cut + pair.shot.Says!.Value)];
    }

    internal override int PosterFrame => (int)((Start(plan.Poster) + plan.Shots[plan.Poster].Length * plan.PosterMoment) * FrameRate);

    internal override string Description => plan.Description;

    internal override Mood Mood => plan.Mood;

    internal override IReadOnlyList<float> VoiceStarts { get; }

    internal override IReadOnlyList<Caption> Captions => plan.Captions;

    internal override Painting At(float time) => plan.Over is null ? Picture(time) : new Stack(Picture(time), plan.Over(time));

    internal override Painting ProductAlone() => plan.Shots[plan.Poster].Product!(PosterTime - Start(plan.Poster));

    private Painting Picture(float time)
    {
        for (var cut = 0; cut < cuts.Length; cut++)
        {
            var transition = plan.Transitions[cut % plan.Transitions.Count];
            var begins = cuts[cut] - transition.Length / 2;
            if (time >= begins && time < begins + transition.Length)
            {
                const float Shutter = 0.5f / FrameRate;
                return transition.Paint(Shot(cut, time), Shot(cut + 1, time), (time - begins) / transition.Length, Math.Min(1, (time + Shutter - begins) / transition.Length));
            }
        }
        return Shot(cuts.Count(cut => time >= cut), time);
    }

    private Painting Shot(int shot, float time) => plan.Shots[shot].Picture(time - Start(shot));

    private float Start(int shot) => shot == 0 ? 0 : cuts[shot - 1];
}
