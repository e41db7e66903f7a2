using Commerce.Media.Captions;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>The shots of a film and what holds them together.</summary>
/// <param name="Description">What was made, in words, for the record.</param>
/// <param name="Shots">In order.</param>
/// <param name="Transitions">Between them, taken in turn.</param>
/// <param name="Mood">The music's.</param>
/// <param name="Poster">The shot that stands for the film; it must name its product.</param>
internal sealed record ShotPlan(string Description, IReadOnlyList<Shot> Shots, IReadOnlyList<Transition> Transitions, Mood Mood, int Poster)
{
    /// <summary>Where in the poster's shot its picture is taken, 0 to 1.</summary>
    internal float PosterMoment { get; init; } = 0.8f;

    /// <summary>What lies over all shots, in the film's own time.</summary>
    internal Layer? Over { get; init; }

    /// <summary>The words spoken, when.</summary>
    internal IReadOnlyList<Caption> Captions { get; init; } = [];

    internal float Seconds => Shots.Sum(shot => shot.Length);

    /// <summary>When each shot but the first begins.</summary>
    internal float[] Cuts
    {
        get
        {
            var (cuts, at) = (new float[Shots.Count - 1], 0f);
            for (var cut = 0; cut < cuts.Length; cut++)
            {
                cuts[cut] = at += Shots[cut].Length;
            }
            return cuts;
        }
    }

    /// <summary>Shots as long together as is wished, as far as each allows; never shorter than a film may be.</summary>
    internal static List<Shot> Timed(IReadOnlyList<Shot> shots, double? wished)
    {
        var natural = shots.Sum(shot => shot.Length);
        var target = Math.Clamp((float)(wished ?? natural), ShotFilm.Shortest, ShotFilm.Longest);
        var (timed, end, shown) = (new List<Shot>(), 0f, 0);
        foreach (var shot in shots)
        {
            // Cuts are rounded to frames, not lengths, so that what is lost in one shot is won in the next.
            end += Math.Max(shot.Least, shot.Length * target / natural);
            var cut = (int)MathF.Round(end * Film.FrameRate);
            timed.Add(shot with { Length = (cut - shown) / (float)Film.FrameRate });
            shown = cut;
        }
        return timed;
    }
}
