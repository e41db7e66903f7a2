using System.Globalization;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Operations;
using Commerce.Providers;
using Commerce.Routing;
using Commerce.Web.Face;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>How many rows of a provider or a store may be worked on at once, who changed it when, and the forms to change it.</summary>
[OperatorsOnly]
public sealed class LimitsModel(LimitTable limits, ProviderCatalogue providers, IStringLocalizer<Words> text, Figures figures) : PageModel
{
    private const int ChangesShown = 50;

    public IReadOnlyList<ProviderPlaces> Providers { get; private set; } = [];

    public IReadOnlyList<StoreLimit> Stores { get; private set; } = [];

    public IReadOnlyList<LimitChange> Changes { get; private set; } = [];

    /// <summary>Why the last change was not made.</summary>
    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Changes a provider's limit; nothing written takes it away. <paramref name="seen"/> is what the operator looked at.</summary>
    public Task<IActionResult> OnPostAsync(string? provider, string? seen, string? places, CancellationToken cancellationToken) =>
        Names().Contains(provider ?? "")
            ? ChangeAsync(seen, places, (before, after) => limits.ChangeProviderAsync(provider!, before, after, this.Operator(), cancellationToken), cancellationToken)
            : RefuseAsync(text["There is no such provider. Nothing was changed."], cancellationToken);

    /// <summary>Changes the limit of a store that has one.</summary>
    public Task<IActionResult> OnPostStoreAsync(string? store, string? seen, string? places, CancellationToken cancellationToken) =>
        ChangeAsync(seen, places, (before, after) => limits.ChangeStoreAsync(store ?? "", before, after, this.Operator(), cancellationToken), cancellationToken);

    /// <summary>Gives a store a limit of its own.</summary>
    public async Task<IActionResult> OnPostAddAsync(string? shop, string? places, CancellationToken cancellationToken) =>
        await limits.FindStoreAsync((shop ?? "").Trim().ToLowerInvariant(), cancellationToken) is { } found
            ? await ChangeAsync(found.Places?.ToString(CultureInfo.InvariantCulture), places, (before, after) => limits.ChangeStoreAsync(found.Shop, before, after, this.Operator(), cancellationToken), cancellationToken)
            : await RefuseAsync(text["No shop has that address. It is the one that ends with myshopify.com. Nothing was changed."], cancellationToken);

    private async Task<IActionResult> ChangeAsync(string? seen, string? places, Func<int?, int?, Task<bool>> change, CancellationToken cancellationToken)
    {
        if (!Reads(seen, out var before) || !Reads(places, out var after))
        {
            return await RefuseAsync(text["A limit is a whole number from 1 to {0}, or nothing for no limit. Nothing was changed.", figures.Number(LimitTable.Most)], cancellationToken);
        }

        if (before == after)
        {
            return await RefuseAsync(text["That is the limit already. Nothing was changed."], cancellationToken);
        }

        return await change(before, after)
            ? this.Go("/ops/limits", after is { } most ? text["At most {0} at once from now on", figures.Number(most)] : text["No limit from now on"])
            : await RefuseAsync(text["The limit was changed by somebody else meanwhile. Look at it and try again. Nothing was changed."], cancellationToken);
    }

    private async Task<IActionResult> RefuseAsync(string words, CancellationToken cancellationToken)
    {
        Problem = words;
        await ShowAsync(cancellationToken);
        return this.Invalid();
    }

    private static bool Reads(string? written, out int? places)
    {
        var trimmed = written?.Trim() ?? "";
        var number = int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 1 and <= LimitTable.Most;
        places = number ? read : null;
        return number || trimmed.Length == 0;
    }

    private List<string> Names() =>
        [.. providers.Names(GenerationKind.Image).Union(providers.Names(GenerationKind.Video)), .. Vendor.All.Select(vendor => vendor.Key)];

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var (limited, standing) = (await limits.OfProvidersAsync(cancellationToken), await limits.StandingAsync(cancellationToken));
        Providers = [.. Names().Union(limited.Keys).Select(name => new ProviderPlaces(name, limited.TryGetValue(name, out var places) ? places : null, standing.GetValueOrDefault(name)))];
        Stores = await limits.OfStoresAsync(cancellationToken);
        Changes = await limits.ChangesAsync(ChangesShown, cancellationToken);
    }
}

/// <summary>A provider and its limit.</summary>
/// <param name="Places">Null for none.</param>
/// <param name="Standing">Rows that stand there now, counted where anything is limited.</param>
public sealed record ProviderPlaces(string Provider, int? Places, int Standing);
