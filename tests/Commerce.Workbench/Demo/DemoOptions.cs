using Commerce.Styles;

namespace Commerce.Workbench.Demo;

/// <summary>What <c>./studio demo</c> is asked to do.</summary>
/// <param name="Catalogue">Folder with <c>products.csv</c> and its pictures.</param>
/// <param name="ImagesPerProduct">Pictures of each product, over as many styles as that takes.</param>
/// <param name="Videos">Videos in all, of the first products.</param>
/// <param name="Json">Print the result as one last line of JSON and nothing before it.</param>
/// <param name="Workers">Worker processes that share the rows.</param>
public sealed record DemoOptions(string Catalogue, int ImagesPerProduct, int Videos, bool Json, int Workers)
{
    /// <summary>Rows that advance at once, over all workers.</summary>
    public int Lanes => 2 * Workers;

    /// <summary>Who makes what it can: an AI vendor, played by the sandbox, or this machine.</summary>
    public string Provider { get; init; } = LocalModel.Name;

    /// <summary>The vendor; null when everything is made on this machine.</summary>
    public string? Vendor => Provider == LocalModel.Name ? null : Provider;
}
