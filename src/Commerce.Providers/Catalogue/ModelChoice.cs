namespace Commerce.Providers.Catalogue;

/// <summary>Which of a model's choices suits a result that is wanted in pixels and seconds.</summary>
public static class ModelChoice
{
    // Shapes nearer than this are the same to the eye, and to a crop of a few pixels.
    private const double SameShape = 0.02;

    /// <summary>The model's name of a shape; null when it does not make it.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static string? Ratio(ModelEntry model, int width, int height) => model.Ratios
        .FirstOrDefault(ratio => Measures.Ratio(ratio) is { } shape && Math.Abs(Math.Log(shape * height / width)) < SameShape);

    /// <summary>The smallest size that is large enough, else the largest; null when the model has no such choice.</summary>
    /// <param name="side">Pixels of the shorter side.</param>
    public static string? Resolution(ModelEntry model, int side) =>
        model.Resolutions.Where(size => Measures.Size(size) >= side).MinBy(Measures.Size) ?? model.Resolutions.MaxBy(Measures.Size);

    /// <summary>The shortest length that is long enough, else the longest; null when the model has no such choice.</summary>
    public static int? Seconds(ModelEntry model, int wanted) =>
        model.Seconds.Count == 0 ? null : model.Seconds.FirstOrDefault(seconds => seconds >= wanted, model.Seconds[^1]);
}
