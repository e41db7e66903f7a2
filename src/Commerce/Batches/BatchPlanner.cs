using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Publishing;
using Commerce.Styles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Batches;

/// <summary>Works out what a request would make and cost. Reads only.</summary>
public sealed class BatchPlanner(CommerceContext context, IOptions<JobOptions> options)
{
    // Enough finished rows for a steady average, few enough to follow a change of machine.
    private const int Measured = 200;

    public async Task<BatchPlan> PlanAsync(IReadOnlyList<Guid> productIds, RecipeContent content, CancellationToken cancellationToken)
    {
        var products = await context.Products.AsNoTracking()
            .Where(product => productIds.Contains(product.Id) && product.RemovedAt == null)
            .OrderBy(product => product.Title).ThenBy(product => product.Id)
            .Select(product => new
            {
                product.Id,
                product.Title,
                product.MediaCount,
                Source = product.SourceImages.Where(image => image.RemovedAt == null).OrderBy(image => image.Position).Select(image => (Guid?)image.Id).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var prices = await context.Prices.Where(price => price.Model == LocalModel.Name).ToDictionaryAsync(price => price.Action, price => price.Credits, cancellationToken);
        var styles = content.Styles.Select(wanted => (Wanted: wanted, Style: StyleCatalogue.Find(wanted.Style)
            ?? throw new ArgumentException($"There is no style '{wanted.Style}'.", nameof(content)))).ToList();
        var (rows, leftOut, unpublishable) = (new List<PlannedRow>(), new List<LeftOutProduct>(), 0);
        foreach (var product in products)
        {
            if (product.Source is not { } source)
            {
                leftOut.Add(new LeftOutProduct(product.Id, product.Title, "It has no picture in the shop to work from."));
                continue;
            }

            var before = rows.Count;
            foreach (var (wanted, style) in styles)
            {
                var credits = prices[EnumText.Of(style.Kind)];
                rows.AddRange(Enumerable.Range(0, wanted.Count).Select(copy =>
                    new PlannedRow(product.Id, source, style.Kind, style.Key, wanted.Width, wanted.Height, credits, copy)));
            }

            unpublishable += Math.Max(0, product.MediaCount + (rows.Count - before) - PublishingLimits.MediaPerProduct);
        }

        var available = await context.Balances.Select(balance => balance.Available).SingleOrDefaultAsync(cancellationToken);
        return new BatchPlan(rows, leftOut, rows.Sum(row => (long)row.Credits), available, await DurationAsync(rows, cancellationToken), unpublishable);
    }

    private async Task<TimeSpan?> DurationAsync(List<PlannedRow> rows, CancellationToken cancellationToken)
    {
        // How long rows took lately, and as many at once as a process has lanes: the only figures that say when a batch will be done.
        var recent = await context.Generations.AsNoTracking()
            .Where(row => row.State == GenerationState.Done)
            .OrderByDescending(row => row.EndedAt)
            .Take(Measured)
            .Select(row => new { row.Kind, row.StartedAt, row.EndedAt })
            .ToListAsync(cancellationToken);
        if (recent.Count == 0)
        {
            return null;
        }

        var seconds = recent.GroupBy(row => row.Kind)
            .ToDictionary(group => group.Key, group => group.Average(row => (row.EndedAt!.Value - row.StartedAt!.Value).TotalSeconds));
        var fallback = seconds.Values.Max();
        return TimeSpan.FromSeconds(rows.Sum(row => seconds.GetValueOrDefault(row.Kind, fallback)) / options.Value.WorkerThreads);
    }
}
