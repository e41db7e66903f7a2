namespace Commerce.Media.Clips;

/// <summary>A passage from one clip to the next, in which both are seen.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Length">How long both clips overlap; the film gets shorter by it.</param>
public sealed record Transition(string Kind, TimeSpan Length)
{
    /// <summary>Names of all passages, as ffmpeg's xfade filter has them.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "fade", "fadeblack", "fadewhite", "fadegrays", "dissolve", "distance", "pixelize", "hblur",
        "wipeleft", "wiperight", "wipeup", "wipedown", "wipetl", "wipetr", "wipebl", "wipebr",
        "slideleft", "slideright", "slideup", "slidedown", "smoothleft", "smoothright", "smoothup", "smoothdown",
        "circleopen", "circleclose", "circlecrop", "rectcrop", "radial", "vertopen", "vertclose", "horzopen", "horzclose",
        "diagtl", "diagtr", "diagbl", "diagbr", "hlslice", "hrslice", "vuslice", "vdslice", "squeezeh", "squeezev", "zoomin",
    ];
}
