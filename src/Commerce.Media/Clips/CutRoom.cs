using System.Security.Cryptography;
using Commerce.Media.Provenance;
using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>
/// Makes films from cut lists. Every piece is kept under a name made of everything seen in it, so when one text of one clip
/// changes, that clip alone is encoded again and all others are copied.
/// </summary>
/// <param name="Pieces">Folder where pieces are kept; whoever owns it may empty it between two films.</param>
/// <param name="tools">The programs to use, or null to search.</param>
public sealed class CutRoom(string Pieces, FfmpegTools? tools = null)
{
    private readonly FfmpegTools programs = tools ?? FfmpegTools.Find();

    /// <summary>Makes the film; it appears under its name when it is whole.</summary>
    /// <param name="progress">Told of per cent of the frames to encode, and of the time left for the piece under way.</param>
    /// <exception cref="MediaException">As <see cref="VideoProbe"/>; also <c>clips-too-many</c>, <c>cut-outside</c>, <c>transition-unknown</c>,
    /// <c>transition-too-long</c>, <c>size-unsupported</c>, <c>sound-unknown-format</c>, <c>ffmpeg-failed</c>, <c>ffmpeg-too-slow</c>.</exception>
    public async Task<CutResult> RenderAsync(CutList list, string target, IProgress<ClipProgress>? progress = null, CancellationToken cancellation = default)
    {
        list.Profile.Require();
        Directory.CreateDirectory(Pieces);
        var (facts, hashes) = (new Dictionary<string, VideoFacts>(), new Dictionary<string, string>());
        foreach (var source in list.Cuts.Select(cut => cut.Source).Distinct())
        {
            facts[source] = await VideoProbe.ReadAsync(source, programs, null, cancellation);
            hashes[source] = await HashAsync(source, cancellation);
        }
        var plan = CutPlan.Of(list, facts);
        var (paths, encoded) = await EncodeAsync(list, plan, hashes, progress, cancellation);
        var (sound, mixed) = await SoundAsync(list, plan, hashes, cancellation);
        await Stitcher.CopyAsync(paths, [.. plan.Pieces.Select(piece => piece.Frames)], sound, target, programs, cancellation);
        if (list.SourceType is { } type)
        {
            await FilmMark.WriteAsync(target, type, cancellation);
        }
        progress?.Report(new ClipProgress(100, TimeSpan.Zero));
        return new CutResult(target, await VideoProbe.ReadAsync(target, programs, null, cancellation), plan.Frames, encoded, mixed);
    }

    private async Task<(List<string> Paths, int Encoded)> EncodeAsync(
        CutList list, CutPlan plan, Dictionary<string, string> hashes, IProgress<ClipProgress>? progress, CancellationToken cancellation)
    {
        var pieces = plan.Pieces.Select(piece => (Piece: piece, Path: Path.Combine(Pieces, piece.Key(list.Profile, hashes) + ".mp4"))).ToList();
        var missing = pieces.Where(piece => !File.Exists(piece.Path)).DistinctBy(piece => piece.Path).ToList();
        var copied = new Dictionary<string, string>();
        foreach (var (piece, path) in missing)
        {
            if (IsWhole(piece) && await HouseClip.ConformsAsync(piece.Part.Source, list.Profile, programs, cancellation))
            {
                copied[path] = piece.Part.Source;
            }
        }
        var work = missing.Where(piece => !copied.ContainsKey(piece.Path)).ToList();
        double all = Math.Max(1, work.Sum(piece => piece.Piece.Frames));
        var done = 0;
        foreach (var (piece, path) in work)
        {
            var heard = progress is null ? null : new FfmpegProgress(progress, HouseProfile.At(piece.Frames), 99 * done / all, 99 * (done + piece.Frames) / all);
            await PieceEncoder.EncodeAsync(piece, list.Profile, path, heard, programs, cancellation);
            done += piece.Frames;
        }
        return ([.. pieces.Select(piece => copied.GetValueOrDefault(piece.Path, piece.Path))], done);
    }

    private static bool IsWhole(Piece piece) =>
        piece is { Next: null, Part: { First: 0, Texts: [] } part } && part.Frames == ClipNormaliser.Frames(part.Facts);

    private async Task<(string Path, bool Mixed)> SoundAsync(CutList list, CutPlan plan, Dictionary<string, string> hashes, CancellationToken cancellation)
    {
        var bed = list.Bed is { } music ? await HashAsync(music.Source, cancellation) : null;
        var path = Path.Combine(Pieces, SoundMix.Key(list, plan, hashes, bed) + ".m4a");
        if (File.Exists(path))
        {
            return (path, false);
        }
        await SoundMix.WriteAsync(list, plan, path, programs, cancellation);
        return (path, true);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw new MediaException("video-missing", "The video's file is no longer there.");
        }
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
    }
}
