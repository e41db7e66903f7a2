namespace Commerce.Workbench.Stores;

/// <summary>Gives the sandbox the two stores of <c>./studio up</c>; a store that is there already is left as it is.</summary>
internal sealed class StoreSetup(Checkout checkout)
{
    /// <summary>Returns every store the sandbox has in the end.</summary>
    public async Task<IReadOnlyList<SandboxShop>> EnsureAsync(Uri sandbox, CancellationToken ct)
    {
        using var control = new SandboxControl(sandbox);
        var present = (await control.ShopsAsync(ct)).Select(shop => shop.Domain).ToHashSet(StringComparer.Ordinal);
        var catalogue = Catalogue();
        var first = catalogue is null ? BuiltInStores.Garden : BuiltInStores.Outdoor;
        foreach (var name in (string[])[first, BuiltInStores.Home])
        {
            if (!present.Contains(BuiltInStores.Domain(name)))
            {
                await LoadAsync(control, name, name == BuiltInStores.Outdoor ? catalogue : null, ct);
            }
        }
        return await control.ShopsAsync(ct);
    }

    private async Task LoadAsync(SandboxControl control, string name, string? catalogue, CancellationToken ct)
    {
        Console.WriteLine($"Loading the store {name}.");
        var store = BuiltInStores.Build(checkout, name, Path.Combine(checkout.Data, "catalogues"));
        var left = catalogue is null ? [] : CatalogueLoader.Fill(store, catalogue);
        foreach (var sentence in CatalogueLoader.Shortened([.. left, .. await control.CreateAsync(store, ct)], most: 5))
        {
            Console.WriteLine($"  {sentence}");
        }
    }

    private string? Catalogue()
    {
        if (Environment.GetEnvironmentVariable("COMMERCE_CATALOGUE") is { Length: > 0 } given)
        {
            return CatalogueFolder.Find(given);
        }
        var shared = Path.Combine(checkout.Shared, "data", "outdoor-catalogue", "products.csv");
        return File.Exists(shared) ? shared : null;
    }
}
