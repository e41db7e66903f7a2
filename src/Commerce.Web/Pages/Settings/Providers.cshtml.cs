using System.Globalization;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Vendors;
using Commerce.Routing;
using Commerce.Tenancy;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Settings;

/// <summary>Which AI vendors make things for the store, with whose key, in what order of preference and for how much a day. A key goes in and never comes out.</summary>
public sealed class ProvidersModel(
    CommerceContext context, StoreScope scope, ProviderKeys keys, KeyChecks checks, ProviderSettings settings, IStringLocalizer<Words> text, Figures figures, TimeProvider time) : PageModel
{
    private const string Address = "/settings/providers";
    private const int ShortestKey = 8;
    private const int LongestKey = 500;

    public IReadOnlyList<ProviderLine> Lines { get; private set; } = [];

    /// <summary>How orders are shared out; null while the store has not decided.</summary>
    public RoutingPolicy? Policy { get; private set; }

    /// <summary>What was not done, and why; beside the vendor it is about.</summary>
    public string? Problem { get; private set; }

    /// <summary>The dialog the problem belongs to; null when it is about the page.</summary>
    public string? ProblemOf { get; private set; }

    public bool AnyConnected => Lines.Any(line => line.Connected);

    public IReadOnlyList<SelectListItem> Goals(RoutingGoal chosen) =>
        [.. Enum.GetValues<RoutingGoal>().Select(goal => new SelectListItem(ProviderWords.Goal(text, goal), goal.ToString(), goal == chosen))];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Keeps a key of the store's own, once the vendor was asked: one that it refuses is not kept.</summary>
    public async Task<IActionResult> OnPostKeyAsync(string? vendor, string? key, CancellationToken cancellationToken)
    {
        if (Vendor.Find(vendor ?? "") is not { } known)
        {
            return NotFound();
        }

        var entered = key?.Trim() ?? "";
        if (entered.Length is < ShortestKey or > LongestKey || entered.Any(letter => letter is < '!' or > '~'))
        {
            return await RefuseAsync($"key-{known.Key}", text["That is not a key: it is one line of letters, digits and signs, without spaces."], cancellationToken);
        }

        var said = await checks.AskAsync(known.Key, new VendorKey(entered), cancellationToken);
        if (said == KeyChecks.Wrong)
        {
            return await RefuseAsync($"key-{known.Key}", text["{0} does not accept this key, so it was not kept. Copy it again from your account there, or make a new one.", known.Name], cancellationToken);
        }

        if (said == KeyChecks.TooOften)
        {
            return await RefuseAsync($"key-{known.Key}", ProviderWords.Said(text, known, said), cancellationToken);
        }

        await keys.SaveAsync(known.Key, entered, User.Actor(), cancellationToken);
        await checks.KeepAsync(known.Key, said, cancellationToken);
        return this.Go(Address, said.Length == 0 ? text["{0} is connected with your key", known.Name] : ProviderWords.Said(text, known, said));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? vendor, CancellationToken cancellationToken)
    {
        if (Vendor.Find(vendor ?? "") is not { } known)
        {
            return NotFound();
        }

        await keys.RemoveAsync(known.Key, cancellationToken);
        return this.Go(Address, text["Your key for {0} is removed", known.Name]);
    }

    /// <summary>Asks the vendor whether the key is good.</summary>
    public async Task<IActionResult> OnPostTestAsync(string? vendor, CancellationToken cancellationToken)
    {
        if (Vendor.Find(vendor ?? "") is not { } known)
        {
            return NotFound();
        }

        return await checks.CheckAsync(known.Key, cancellationToken) switch
        {
            null => await RefuseAsync(null, text["{0} is not connected, so there is nothing to test.", known.Name], cancellationToken),
            "" => this.Go(Address, ProviderWords.Said(text, known, "")),
            var said => await RefuseAsync(null, ProviderWords.Said(text, known, said), cancellationToken),
        };
    }

    public async Task<IActionResult> OnPostGoalsAsync(RoutingGoal images, RoutingGoal videos, bool cutouts, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || !Enum.IsDefined(images) || !Enum.IsDefined(videos))
        {
            return await RefuseAsync(null, text["Choose one of the four ways for pictures and for videos. Nothing was changed."], cancellationToken);
        }

        await settings.SavePolicyAsync(images, videos, cutouts, User.Actor(), cancellationToken);
        return this.Go(Address, text["Saved. It counts from the next order on."]);
    }

    /// <summary>Limits what a vendor may cost in a day; empty takes the limit away.</summary>
    public async Task<IActionResult> OnPostCapAsync(string? vendor, string? dollars, CancellationToken cancellationToken)
    {
        if (Vendor.Find(vendor ?? "") is not { } known)
        {
            return NotFound();
        }

        var entered = dollars?.Trim().TrimStart('$') ?? "";
        var cap = decimal.TryParse(entered, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) ? usd : (decimal?)null;
        if (entered.Length > 0 && cap is null or > ProviderSettings.HighestCap)
        {
            return await RefuseAsync($"cap-{known.Key}", text["An amount in US dollars from 0 to {0}, such as 5 or 2.50. Leave it empty for no limit.", figures.Number((long)ProviderSettings.HighestCap)], cancellationToken);
        }

        await settings.SaveCapAsync(known.Key, cap, cancellationToken);
        return this.Go(Address, cap is { } most ? text["{0} may cost {1} a day", known.Name, figures.Dollars(most)] : text["{0} has no limit now", known.Name]);
    }

    private async Task<IActionResult> RefuseAsync(string? dialog, string words, CancellationToken cancellationToken)
    {
        (ProblemOf, Problem) = (dialog, words);
        await ShowAsync(cancellationToken);
        return this.Invalid();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var today = time.Today();
        var own = await context.ProviderKeys.AsNoTracking().ToDictionaryAsync(key => key.Vendor, cancellationToken);
        var caps = await context.ProviderCaps.AsNoTracking().ToDictionaryAsync(cap => cap.Vendor, cap => cap.DayMicros, cancellationToken);
        var spent = await context.ProviderDays.AsNoTracking().Where(day => day.Day == today).ToDictionaryAsync(day => day.Vendor, day => day.Micros, cancellationToken);
        Policy = await context.RoutingPolicies.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var rests = await RestsAsync(own.Keys, cancellationToken);
        Lines = [.. Vendor.All.Select(vendor => new ProviderLine(
            vendor, keys.HasShared(vendor.Key), own.GetValueOrDefault(vendor.Key), Micros.Usd(spent.GetValueOrDefault(vendor.Key)), caps.TryGetValue(vendor.Key, out var cap) ? Micros.Usd(cap) : null,
            rests.GetValueOrDefault(vendor.Key)))];
    }

    // Under the name of the key that the store's orders go out with, and of no other store's.
    private async Task<Dictionary<string, CircuitRest>> RestsAsync(ICollection<string> own, CancellationToken cancellationToken)
    {
        var names = Vendor.All.ToDictionary(vendor => Commerce.Routing.Route.NameOf(vendor.Key, own.Contains(vendor.Key), scope.StoreId), vendor => vendor.Key);
        var shut = await context.ProviderCircuits.AsNoTracking().Where(circuit => names.Keys.Contains(circuit.Provider) && circuit.ProbeAt != null).ToListAsync(cancellationToken);
        return shut.ToDictionary(circuit => names[circuit.Provider], circuit => new CircuitRest(circuit.ProbeAt!.Value, circuit.Code == ProviderCircuits.KeyCode));
    }
}
