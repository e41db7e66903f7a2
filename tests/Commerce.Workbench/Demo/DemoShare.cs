using Commerce.Data;
using Commerce.Routing;
using Commerce.Workbench.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Workbench.Demo;

/// <summary>What an AI vendor had to do with a demo: its results and costs as we keep them, its sales as the vendor does.</summary>
/// <param name="Name">The vendor.</param>
/// <param name="Made">Results that it made.</param>
/// <param name="Locally">Results that this machine made, because the vendor does not make their style, format or kind.</param>
/// <param name="CostUsd">What it charged for them and for cut-outs of others; estimated where it does not say.</param>
/// <param name="Unpriced">Of them, results whose cost nobody knows.</param>
/// <param name="Bought">Orders it took, by model.</param>
/// <param name="BoughtTwice">Orders beyond the rows and cut-outs they were for.</param>
public sealed record DemoShare(string Name, int Made, int Locally, decimal CostUsd, int Unpriced, IReadOnlyDictionary<string, int> Bought, int BoughtTwice)
{
    /// <summary>Reads both sides' books.</summary>
    public static async Task<DemoShare> ReadAsync(CommerceContext context, Uri sandbox, string vendor, CancellationToken ct)
    {
        var assets = await context.Assets.Select(asset => new { asset.Provider, asset.CostMicros }).ToListAsync(ct);
        // A row that is made here may have bought a cut-out.
        var given = await context.Generations.CountAsync(row => row.Provider == vendor, ct) + await context.Cutouts.CountAsync(cutout => cutout.Vendor == vendor, ct);
        using var control = new SandboxControl(sandbox);
        var sales = await control.PurchasesAsync(vendor, ct);
        var made = assets.Where(asset => asset.Provider == vendor).ToList();
        // The same order twice has the same words, or the same number of ours; one in other words is one more than there are rows.
        var repeated = Repeats(sales.Select(sale => sale.Fingerprint)) + Repeats(sales.Select(sale => sale.Key).OfType<string>());
        return new DemoShare(
            vendor, made.Count, assets.Count - made.Count, Micros.Usd(assets.Sum(asset => asset.CostMicros ?? 0)), made.Count(asset => asset.CostMicros is null),
            sales.CountBy(sale => sale.Model).OrderBy(model => model.Key, StringComparer.Ordinal).ToDictionary(),
            Math.Max(repeated, sales.Count - given));
    }

    /// <summary>All of it in two sentences.</summary>
    public string Told() => FormattableString.Invariant(
        $"{Name} made {Made} for {CostUsd:0.####} USD{(Unpriced > 0 ? $" and an unknown price for {Unpriced} of them" : "")}{(Locally > 0 ? $"; {Locally} it does not make were made on this machine" : "")}. ")
        + $"It sold {string.Join(", ", Bought.Select(model => $"{model.Value} × {model.Key}"))}{(BoughtTwice > 0 ? $", {BoughtTwice} of them twice." : ", nothing twice.")}";

    private static int Repeats(IEnumerable<string> values)
    {
        var all = values.ToList();
        return all.Count - all.Distinct().Count();
    }
}
