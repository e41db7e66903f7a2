using System.Security.Cryptography;
using Commerce.Library;
using Commerce.Media;
using Commerce.Media.Checks;
using Commerce.Media.Clips;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Fidelity;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Video;
using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>
/// What happens to an output before it is kept: held against its product where its maker did not say how true it is, marked
/// where the plan asks for it, and told where it came from. The same output of the same row gives the same bytes.
/// </summary>
internal static class Finishing
{
    /// <summary>Finishes an output inside the row's workspace.</summary>
    /// <exception cref="MediaException">The output cannot be read; it is paid for, so nothing is made again by itself.</exception>
    public static async Task<FinishedOutput> FinishAsync(RowTurn turn, GenerationOutput output, CancellationToken cancellationToken)
    {
        var source = await File.ReadAllBytesAsync(await turn.Order.Source.PathAsync(cancellationToken), cancellationToken);
        return turn.Row.Kind is GenerationKind.Video
            ? await FilmAsync(turn, output, source, cancellationToken)
            : await PictureAsync(turn, output, source, cancellationToken);
    }

    private static async Task<FinishedOutput> PictureAsync(RowTurn turn, GenerationOutput output, byte[] source, CancellationToken cancellationToken)
    {
        var made = await File.ReadAllBytesAsync(output.Path, cancellationToken);
        var (fidelity, difference) = output.Fidelity is { } told ? (told, null) : Compare(source, made);
        var marked = turn.Batch.Marked ? Watermark.Stamp(made) : made;
        var finished = turn.Workspace.PathOf($"finished{Path.GetExtension(output.Path)}");
        await File.WriteAllBytesAsync(finished, OriginMark.Write(marked, OriginOf(turn, output, source)), cancellationToken);
        // The poster shows the picture as it was made; the mark belongs on both.
        var kept = output with { Path = finished, Fidelity = fidelity, PosterPath = turn.Batch.Marked ? null : output.PosterPath };
        return new FinishedOutput(kept) { DifferencePath = await KeptAsync(turn, difference, cancellationToken) };
    }

    private static async Task<string?> KeptAsync(RowTurn turn, byte[]? difference, CancellationToken cancellationToken)
    {
        if (difference is null)
        {
            return null;
        }

        var path = turn.Workspace.PathOf("difference.webp");
        await File.WriteAllBytesAsync(path, difference, cancellationToken);
        return path;
    }

    private static async Task<FinishedOutput> FilmAsync(RowTurn turn, GenerationOutput output, byte[] source, CancellationToken cancellationToken)
    {
        if (output.MimeType != "video/mp4")
        {
            return new FinishedOutput(output);
        }

        var (fidelity, difference) = output.Fidelity is { } told ? (told, null) : await FilmFidelity.ReadAsync(source, output.Path, turn.Workspace, cancellationToken);
        var finished = turn.Workspace.PathOf("finished.mp4");
        if (turn.Batch.Marked)
        {
            await ClipWatermark.StampAsync(output.Path, finished, cancellation: cancellationToken);
        }
        else
        {
            File.Copy(output.Path, finished, overwrite: true);
        }

        await FilmMark.WriteAsync(finished, OriginOf(turn, output, source), cancellationToken);
        var kept = output with { Path = finished, Fidelity = fidelity, PosterPath = await PosterAsync(turn, output.PosterPath, cancellationToken) };
        return new FinishedOutput(kept) { Checks = await ChecksAsync(finished, cancellationToken), DifferencePath = await KeptAsync(turn, difference, cancellationToken) };
    }

    private static async Task<string?> PosterAsync(RowTurn turn, string? poster, CancellationToken cancellationToken)
    {
        if (poster is null || !turn.Batch.Marked)
        {
            return poster;
        }

        var marked = turn.Workspace.PathOf("marked-poster.jpg");
        await File.WriteAllBytesAsync(marked, Watermark.Stamp(await File.ReadAllBytesAsync(poster, cancellationToken)), cancellationToken);
        return marked;
    }

    private static async Task<IReadOnlyList<VideoCheck>> ChecksAsync(string path, CancellationToken cancellationToken)
    {
        var facts = await VideoProbe.ReadAsync(path, cancellationToken);
        var measure = await VideoMeasure.ReadAsync(path, facts, cancellation: cancellationToken);
        var reports = PlatformRules.All.Select(rules => QualityCheck.Judge(facts, measure, null, rules));
        return [.. reports.Select(report => new VideoCheck(report.Platform, report.Passed, [.. report.Findings.Where(finding => !finding.Passed)]))];
    }

    private static (double? Fidelity, byte[]? Difference) Compare(byte[] source, byte[] made)
    {
        using var picture = PictureIngest.ReadWithin(source, ProductCutter.WorkingSide);
        var product = ProductCutter.Cut(picture);
        var report = FidelityMeasure.Compare(product, made);
        return (report.Score, report.Place is { } place ? DifferencePicture.Draw(product, made, place) : null);
    }

    private static Origin OriginOf(RowTurn turn, GenerationOutput output, byte[] source) => new(
        output.DigitalSourceType, output.Model, $"{turn.Row.Style} {turn.Batch.RecipeId:N}", Convert.ToHexStringLower(SHA256.HashData(source)), turn.Row.StartedAt ?? turn.Row.CreatedAt);
}
