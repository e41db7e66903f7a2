using Commerce.Media.Cutout;

namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>The cuts of a whole set beside their truth, refused ones included.</summary>
internal sealed class MeasuredSet
{
    private readonly List<(string Name, CutQuality Quality, double Confidence)> cuts = [];

    /// <summary>Every cut of the set.</summary>
    internal IReadOnlyList<(string Name, CutQuality Quality, double Confidence)> All => cuts;

    /// <summary>Those sure enough to be used.</summary>
    internal IReadOnlyList<(string Name, CutQuality Quality, double Confidence)> Kept => [.. cuts.Where(cut => cut.Confidence >= ProductCutter.LeastConfidence)];

    internal double MeanOverlap => Kept.Average(cut => cut.Quality.Overlap);

    internal double WorstOverlap => Kept.Min(cut => cut.Quality.Overlap);

    /// <summary>Cuts a picture whatever the confidence, and keeps the figures.</summary>
    internal void Add(LabelledPicture picture)
    {
        using (picture)
        {
            var cutout = ProductCutter.Cut(picture.Picture, true, leastConfidence: 0);
            cuts.Add((picture.Name, CutQuality.Of(cutout, picture.Truth), cutout.Confidence));
        }
    }

    /// <summary>One line for each picture and one for the set.</summary>
    internal string Table()
    {
        var lines = cuts.Select(cut =>
            $"{cut.Name,-48} {(cut.Confidence >= ProductCutter.LeastConfidence ? "cut    " : "refused")} confidence {cut.Confidence:0.00}  IoU {cut.Quality.Overlap:0.000}  boundary {cut.Quality.Boundary:0.00} px  spill {cut.Quality.Spill:0.000}");
        var kept = Kept;
        return string.Join(Environment.NewLine, lines) + Environment.NewLine
            + $"{kept.Count} of {cuts.Count} cut; IoU mean {MeanOverlap:0.0000}, worst {WorstOverlap:0.000}; "
            + $"boundary mean {kept.Average(cut => cut.Quality.Boundary):0.00} px, worst {kept.Max(cut => cut.Quality.Boundary):0.00} px; spill mean {kept.Average(cut => cut.Quality.Spill):0.0000}";
    }
}
