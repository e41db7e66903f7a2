using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Some frames of one clip and what is laid over them.</summary>
/// <param name="Source">The clip's path.</param>
/// <param name="Facts">What its headers say.</param>
/// <param name="First">The first frame, counted at the house's rate.</param>
/// <param name="Frames">How many.</param>
/// <param name="Texts">Texts by frames of this part.</param>
internal sealed record PiecePart(string Source, VideoFacts Facts, int First, int Frames, IReadOnlyList<PlacedText> Texts);

/// <summary>A text and the frames of a piece in which it is seen.</summary>
/// <param name="Last">The first frame in which it is no longer seen.</param>
internal sealed record PlacedText(string Text, TextPlace Place, int First, int Last);

/// <summary>What is encoded as one: part of a clip, or the passage from one clip to the next.</summary>
/// <param name="Next">The clip that the passage leads to; as many frames as <paramref name="Part"/>.</param>
/// <param name="Transition">ffmpeg's name of the passage.</param>
internal sealed record Piece(PiecePart Part, PiecePart? Next = null, string? Transition = null)
{
    internal int Frames => Part.Frames;

    /// <summary>A name that any change of what is seen changes, and nothing else does.</summary>
    /// <param name="hashes">Hash of each source's bytes.</param>
    internal string Key(HouseProfile profile, IReadOnlyDictionary<string, string> hashes)
    {
        var parts = new[] { Part, Next }.OfType<PiecePart>().Select(part => new { Bytes = hashes[part.Source], part.First, part.Frames, part.Texts });
        var words = JsonSerializer.Serialize(new { HouseProfile.Version, profile.Width, profile.Height, Transition, Parts = parts });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }
}
