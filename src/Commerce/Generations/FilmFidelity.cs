using Commerce.Media.Clips;
using Commerce.Media.Cutout;
using Commerce.Media.Fidelity;
using Commerce.Media.Probe;
using Commerce.Media.Video;

namespace Commerce.Generations;

/// <summary>Holds a film that somebody else made against its product: at some moments, of which the worst counts.</summary>
internal static class FilmFidelity
{
    // As shares of its length. The first moments are the product's own picture, from which such films begin.
    private static readonly double[] Moments = [0.5, 0.75, 0.97];

    /// <param name="source">The product's file.</param>
    /// <param name="film">The film's path.</param>
    /// <param name="workspace">Where its moments are put.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>0 to 1, and the picture of the differences at the worst moment; nothing when the product cannot be found at one of them.</returns>
    public static async Task<(double? Score, byte[]? Difference)> ReadAsync(byte[] source, string film, Workspace workspace, CancellationToken cancellationToken)
    {
        using var picture = PictureIngest.ReadWithin(source, ProductCutter.WorkingSide);
        var product = ProductCutter.Cut(picture);
        var length = (await VideoProbe.ReadAsync(film, cancellationToken)).Duration;
        (FidelityReport Report, byte[] Still)? worst = null;
        foreach (var moment in Moments)
        {
            var path = workspace.PathOf("moment.jpg");
            await ClipStills.ThumbnailAsync(film, length * moment, path, cancellation: cancellationToken);
            var still = await File.ReadAllBytesAsync(path, cancellationToken);
            var report = FidelityMeasure.Compare(product, still);
            if (report.Score is null)
            {
                return (null, null);
            }

            worst = worst is { } known && known.Report.Score <= report.Score ? known : (report, still);
        }

        return worst is { Report: { Score: { } score, Place: { } place }, Still: var shown } ? (score, DifferencePicture.Draw(product, shown, place)) : (null, null);
    }
}
