using Commerce.Media.Captions;
using Commerce.Media.Cutout;

namespace Commerce.Media.Video;

/// <summary>A finished video.</summary>
/// <param name="Path">The film's file.</param>
/// <param name="PosterPath">A JPEG of its most telling frame, with the same digital source type.</param>
/// <param name="Facts">What the finished file says of itself.</param>
/// <param name="Fidelity">0 to 1: how exactly the source's product pixels survive in the encoded poster frame.</param>
/// <param name="Kind">How the product was separated; <see cref="CutoutKind.Framed"/> means the whole photo is shown as a card.</param>
/// <param name="Description">What was made, in words, for the record.</param>
public sealed record VideoResult(string Path, string PosterPath, VideoFacts Facts, double Fidelity, CutoutKind Kind, string Description)
{
    /// <summary>The words spoken, with their times; empty when nothing is said.</summary>
    public IReadOnlyList<Caption> Captions { get; init; } = [];
}
