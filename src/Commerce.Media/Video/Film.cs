using Commerce.Media.Captions;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video;

/// <summary>A moving picture as a function of time; the same film paints the same frames every time.</summary>
internal abstract class Film(int width, int height, float seconds)
{
    internal const int FrameRate = 30;

    internal int Width => width;

    internal int Height => height;

    internal int Frames { get; } = (int)MathF.Round(seconds * FrameRate);

    /// <summary>The frame that stands for the film, with the product in full view.</summary>
    internal abstract int PosterFrame { get; }

    /// <summary>What was made, in words, for the record.</summary>
    internal abstract string Description { get; }

    /// <summary>How its music moves.</summary>
    internal abstract Mood Mood { get; }

    /// <summary>When each sentence of the voice-over begins, in seconds.</summary>
    internal virtual IReadOnlyList<float> VoiceStarts => [];

    /// <summary>The spoken words as they are shown.</summary>
    internal virtual IReadOnlyList<Caption> Captions => [];

    /// <summary>One frame at a time in seconds.</summary>
    internal abstract Painting At(float time);

    /// <summary>The poster frame's product alone on nothing, to compare with what was encoded.</summary>
    internal abstract Painting ProductAlone();

    protected float PosterTime => PosterFrame / (float)FrameRate;
}
