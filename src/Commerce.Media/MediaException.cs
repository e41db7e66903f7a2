namespace Commerce.Media;

/// <summary>A picture could not be read, made or written.</summary>
/// <param name="code">A stable machine code such as <c>picture-too-large</c>.</param>
/// <param name="message">One sentence a person can act on.</param>
/// <param name="inner">What the library said, when it said something.</param>
public sealed class MediaException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A stable machine code such as <c>picture-too-large</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Something is missing on this machine, or it was too busy: the same work may succeed elsewhere or later.</summary>
    public bool OfThisMachine => Code is "libvips-missing" or "ffmpeg-missing" or "ffmpeg-too-slow" or "speech-missing";
}
