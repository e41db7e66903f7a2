using Commerce.Media.Cutout;
using Commerce.Media.Speech;
using Commerce.Media.Video.Films;

namespace Commerce.Media.Video;

/// <summary>One style.</summary>
/// <param name="Plan">Its shots; null for the moving set, which is no film of shots.</param>
internal sealed record FilmStyle(Func<FilmMaterial, ShotPlan>? Plan)
{
    /// <summary>Throws when the order lacks what the style cannot do without.</summary>
    internal Action<VideoOrder> Refuse { get; init; } = _ => { };

    /// <summary>What is said; null where nothing is.</summary>
    internal Func<VideoOrder, FilmWords, List<string>>? Lines { get; init; }

    /// <summary>Seconds between two sentences.</summary>
    internal float Pause { get; init; }

    /// <summary>Seconds of the film in which nothing is said.</summary>
    internal float Silent { get; init; }

    /// <summary>How many of the product's pictures it has use for.</summary>
    internal int Pictures { get; init; } = 4;

    internal Film Make(VideoOrder order, IReadOnlyList<ProductCutout> pictures, Narration? narration) =>
        Plan is null ? SceneFilm.Make(pictures[0], order) : new ShotFilm(order, Plan(new FilmMaterial(order, pictures, narration)));

    /// <summary>Speaks what the style says; null where nothing is.</summary>
    internal async Task<Narration?> NarrateAsync(VideoOrder order, CancellationToken cancellation) => Lines is null
        ? null
        : await Narration.SpeakAsync(Lines(order, FilmWords.In(order.Language)), !string.IsNullOrWhiteSpace(order.Script), order.Language, Pause, ShotFilm.Longest - Silent, cancellation);
}
