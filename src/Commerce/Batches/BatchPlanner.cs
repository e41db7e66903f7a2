using System.Text.Json;
using Commerce.Data;
using Commerce.Providers;
using Commerce.Publishing;
using Commerce.Routing;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Works out what a request would make and cost. Reads only.</summary>
public sealed class BatchPlanner(CommerceContext context, StoreScope scope, PlannedRows rows, MeasuredPaces paces)
{
    private const string NoPicture = "It has no picture in the shop to work from.";

    public Task<BatchPlan> PlanAsync(IReadOnlyList<Guid> productIds, RecipeContent content, CancellationToken cancellationToken) =>
        PlanAsync(new RowSource.Products(productIds), content, cancellationToken);

    public async Task<BatchPlan> PlanAsync(RowSource source, RecipeContent content, CancellationToken cancellationToken)
    {
        var (sql, parameters) = rows.Summing(await FreezeAsync(source, cancellationToken), content);
        var counted = (await context.Database.SqlQueryRaw<Counted>(sql, [.. parameters]).ToListAsync(cancellationToken))[0];
        var available = await context.Balances.Select(balance => balance.Available).SingleOrDefaultAsync(cancellationToken);
        var lines = JsonSerializer.Deserialize<List<Line>>(counted.Lines, JsonColumn.Options)!;
        if (lines.Find(line => line.Unpriced) is { } unpriced)
        {
            throw new InvalidOperationException($"Nobody has set a price for {unpriced.Kind} by the chosen model.");
        }

        var large = counted.TooLarge;
        var (all, clips) = (lines.Sum(line => line.Rows), counted.PlacedClips);
        var placed = counted.PlacedPictures + clips;
        return new BatchPlan(
            [.. lines.Select(line => new PlanLine(line.Style, Enum.Parse<GenerationKind>(line.Kind, ignoreCase: true), line.Model, line.Width, line.Height, line.Rows, line.Reused, line.Credits))],
            [.. JsonSerializer.Deserialize<List<LeftOut>>(counted.LeftOut, JsonColumn.Options)!.Select(product => new LeftOutProduct(product.ProductId, product.Title, NoPicture))],
            counted.LeftOutCount,
            counted.Products,
            available,
            await paces.ReadAsync(cancellationToken),
            new ForecastCounts(all, placed, clips, all - counted.OfSheets - large - placed, large) { OfSheets = counted.OfSheets })
        {
            Unmet = JsonSerializer.Deserialize<List<UnmetRatio>>(counted.Unmet, JsonColumn.Options)!,
            Settled = counted.Settled,
        };
    }

    /// <summary>What one product costs that no earlier result serves.</summary>
    public async Task<long> EachAsync(RecipeContent content, CancellationToken cancellationToken)
    {
        var lines = RecipeLines.Of(content);
        var prices = await context.Prices.ToDictionaryAsync(price => (price.Action, price.Model), price => (long)price.Credits, cancellationToken);
        return lines.Sum(line => line.Copies * (prices.TryGetValue((line.Kind, line.Model), out var own) ? own : prices[(line.Kind, ModelName.Pinned(line.Model) is null ? line.Model : ModelName.Any)]));
    }

    /// <summary>The first products of a source, in the batch's order, that together cost no more than a limit; null when not even one fits.</summary>
    public async Task<RowSource?> FitAsync(RowSource source, RecipeContent content, long most, CancellationToken cancellationToken)
    {
        var named = await FreezeAsync(source, cancellationToken);
        var (sql, parameters) = rows.Fitting(named, content, most);
        var fitting = await context.Database.SqlQueryRaw<Guid>(sql, [.. parameters]).ToListAsync(cancellationToken);
        return fitting.Count == 0 ? null : named with { Only = fitting };
    }

    /// <summary>The source with its products named, so that what matches later is not added.</summary>
    public async Task<RowSource> FreezeAsync(RowSource source, CancellationToken cancellationToken) => source is RowSource.Matching matching
        ? new RowSource.Products(await matching.Filter.Of(context, scope.StoreId).Select(product => product.Id).ToListAsync(cancellationToken))
        {
            Only = source.Only,
            MadeBy = source.MadeBy,
        }
        : source;

    private sealed record Counted(string Lines, string LeftOut, int LeftOutCount, int Products, string Unmet, int Settled, int OfSheets, int PlacedPictures, int PlacedClips, int TooLarge);

    private sealed record Line(string Style, string Kind, string Model, int Width, int Height, int Rows, int Reused, long Credits, bool Unpriced);

    private sealed record LeftOut(Guid ProductId, string Title);
}
