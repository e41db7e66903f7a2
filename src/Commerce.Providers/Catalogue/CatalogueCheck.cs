namespace Commerce.Providers.Catalogue;

/// <summary>What must hold of every catalogue.</summary>
internal static class CatalogueCheck
{
    public static IReadOnlyList<string> Problems(IReadOnlyList<ModelEntry> models)
    {
        var twice = models.GroupBy(model => (model.Vendor, model.Id)).Where(group => group.Count() > 1).Select(group => $"{group.Key.Vendor} {group.Key.Id} is there twice.");
        return [.. twice, .. models.SelectMany(model => Of(model, models).Select(problem => $"{model.Vendor} {model.Id} {problem}."))];
    }

    /// <summary>Vendor and id of a successor, which may name a vendor of its own.</summary>
    public static (string Vendor, string Id) Split(ModelEntry model, string successor) =>
        successor.Split(':', 2) is [var vendor, var id] ? (vendor, id) : (model.Vendor, successor);

    private static IEnumerable<string> Of(ModelEntry model, IReadOnlyList<ModelEntry> models)
    {
        if (model.Tasks.Count == 0) yield return "makes nothing";
        if (model.Ratios.Any(ratio => Measures.Ratio(ratio) is null && ratio is not ("auto" or "adaptive" or "Auto"))) yield return "has a shape that is no ratio";
        if (model.Resolutions.Any(resolution => Measures.Size(resolution) is null)) yield return "has a size that is none";
        if (model.Seconds.Any(seconds => seconds <= 0) || !model.Seconds.SequenceEqual(model.Seconds.Distinct().Order())) yield return "has lengths that do not rise";
        if (model.Count < 1 || model.LeastReferences < 0 || model.References < model.LeastReferences) yield return "has a count below what makes sense";
        if (model.Quality is < 1 or > 5 || model.Speed is < 1 or > 5) yield return "has a grade outside 1 to 5";
        if (model.Prices.Any(price => price.Usd <= 0)) yield return "has a price that is not positive";
        if (model.Prices.Any(price => price.Resolution is { } resolution && !model.Resolutions.Contains(resolution))) yield return "has a price of a size it does not make";
        if (model.Sizes.Count > 0 && !model.Sizes.Keys.ToHashSet().SetEquals(model.Ratios.SelectMany(ratio => model.Resolutions.Select(resolution => $"{ratio} {resolution}").DefaultIfEmpty(ratio)))) yield return "has not one size of its vendor's for each shape it makes";
        if (model.Sizes.Count == 0 && model.Inputs.Values.Contains("size")) yield return "fills a field with sizes that it does not name";
        if (model.From >= model.Until) yield return "ends before it begins";
        foreach (var problem in Succession(model, models)) yield return problem;
    }

    private static IEnumerable<string> Succession(ModelEntry model, IReadOnlyList<ModelEntry> models)
    {
        if (model.Successor is null) yield break;
        var (vendor, id) = Split(model, model.Successor);
        var successor = models.FirstOrDefault(other => other.Vendor == vendor && other.Id == id);
        if (successor is null) yield return $"has a successor {model.Successor} that is not in the catalogue";
        else if (successor.Until <= model.Until) yield return $"has a successor {model.Successor} that does not outlive it";
        else if (!successor.Tasks.Intersect(model.Tasks).Any()) yield return $"has a successor {model.Successor} that makes other things";
    }
}
