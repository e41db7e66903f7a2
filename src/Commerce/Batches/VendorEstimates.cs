using Commerce.Data;
using Commerce.Providers;
using Commerce.Routing;
using Commerce.Routing.Cutouts;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Asks the router, without limits and rests, whom a plan's rows would go to and for how much. Reads only.</summary>
public sealed class VendorEstimates(CommerceContext context, RouteChoice choice, CutoutBook cutouts)
{
    // The catalogue's prices hold for any picture, words and brand.
    private static readonly BrandLook NoLook = new("", [], []);

    public async Task<VendorEstimate> ReadAsync(BatchPlan plan, RecipeContent content, CancellationToken cancellationToken)
    {
        var shares = new List<VendorShare>();
        foreach (var line in plan.Lines.Where(line => ModelName.IsRouted(line.Model) && line.Rows > line.Reused))
        {
            shares.Add(await ShareAsync(line, content, cancellationToken));
        }

        var limits = shares.Count == 0 ? [] : await context.ProviderCaps.AsNoTracking().ToDictionaryAsync(cap => cap.Vendor, cap => Micros.Usd(cap.DayMicros), cancellationToken);
        return new VendorEstimate(shares, [.. shares.Where(share => share.Vendor is not null).GroupBy(share => (Vendor: share.Vendor!, share.OwnKey)).Select(group => new VendorTotal(
            group.Key.Vendor, group.Key.OwnKey, group.Sum(share => share.Usd ?? 0), group.Sum(share => share.MostUsdEach * share.Rows ?? 0),
            limits.TryGetValue(group.Key.Vendor, out var limit) ? limit : null))])
        {
            CutoutUsd = await CutoutAsync(plan, cancellationToken),
        };
    }

    private async Task<VendorShare> ShareAsync(PlanLine line, RecipeContent content, CancellationToken cancellationToken)
    {
        var able = await choice.RankAsync(line.Model, line.Kind, OrderOf(line, content), cancellationToken);
        var first = able.Count == 0 ? null : able[0];
        return new VendorShare(line.Style, line.Width, line.Height, line.Rows - line.Reused, first?.Vendor, first?.Model, first?.OwnKey == true, first?.Usd)
        {
            MostUsdEach = able.Where(one => one.OwnKey == first?.OwnKey).Max(one => one.Usd),
        };
    }

    private async Task<decimal?> CutoutAsync(BatchPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Lines.FirstOrDefault(line => !ModelName.IsRouted(line.Model) && line.Rows > line.Reused) is not { } here || !await cutouts.AnyoneAsync(cancellationToken))
        {
            return null;
        }

        var able = await choice.RankCutsAsync(OrderOf(here, null), cancellationToken);
        return able is [{ OwnKey: true } first, ..] ? first.Usd : null;
    }

    private static GenerationOrder OrderOf(PlanLine line, RecipeContent? content) =>
        new("estimate", line.Style, SourceFile.At(""), "", null, [], null, NoLook, line.Width, line.Height, Seed: 1) { Seconds = content?.VideoSeconds };
}
