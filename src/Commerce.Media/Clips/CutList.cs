using Commerce.Media.Captions;
using Commerce.Media.Cutout;

namespace Commerce.Media.Clips;

/// <summary>A film as a list of what it is made of.</summary>
/// <param name="Profile">Size of the film.</param>
/// <param name="Cuts">The clips in their order.</param>
public sealed record CutList(HouseProfile Profile, IReadOnlyList<Cut> Cuts)
{
    /// <summary>Music or speech under the whole film, or null.</summary>
    public SoundBed? Bed { get; init; }

    /// <summary>Words burned into the pictures, by times of the film.</summary>
    public IReadOnlyList<Caption> Captions { get; init; } = [];

    /// <summary>How the sound comes in at the beginning and goes out at the end.</summary>
    public TimeSpan Fade { get; init; }

    /// <summary>Loudness to bring the film to in LUFS, or null to leave it. Most platforms play at −14.</summary>
    public double? Loudness { get; init; } = -14;

    /// <summary>The mark of its origin, see <see cref="Provenance.SourceType"/>, or null for none.</summary>
    public string? SourceType { get; init; }

    /// <summary>Where the film's texts stand, in pixels, for <see cref="Checks.QualityCheck"/>.</summary>
    public IReadOnlyList<PixelBox> TextBoxes() =>
    [
        .. Cuts.SelectMany(cut => cut.Texts).Select(text => (text.Text, text.Place)).Concat(Captions.Select(caption => (caption.Text, Place: TextPlace.Bottom))).Distinct()
            .Select(text => TextPicture.Draw(text.Text, text.Place, Profile).Box),
    ];
}
