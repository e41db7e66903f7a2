using Commerce.Batches;
using Commerce.Credits;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>The ledger's lines about one batch, newest first.</summary>
public static class MoneyLines
{
    /// <summary>At most <paramref name="limit"/> lines older than the line <paramref name="after"/>.</summary>
    public static async Task<IReadOnlyList<LedgerLine>> ReadAsync(CommerceContext context, Batch batch, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var mark = after is null ? null : await context.Entries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Id == after, cancellationToken);
        var entries = new List<Entry>();

        // One hold's lines stand in the index in their order; a batch has one hold, and one more for each time that rows were tried again.
        foreach (var holdId in await context.Holds.Where(hold => hold.BatchId == batch.Id).Select(hold => hold.Id).ToListAsync(cancellationToken))
        {
            var lines = context.Entries.AsNoTracking().Where(entry => entry.StoreId == batch.StoreId && entry.HoldId == holdId);
            if (mark is not null)
            {
                lines = lines.Where(entry => entry.CreatedAt < mark.CreatedAt || (entry.CreatedAt == mark.CreatedAt && entry.Id < mark.Id));
            }

            entries.AddRange(await lines.OrderByDescending(entry => entry.CreatedAt).ThenByDescending(entry => entry.Id).Take(limit).ToListAsync(cancellationToken));
        }

        return await DescribeAsync(
            context, [.. entries.OrderByDescending(entry => entry.CreatedAt).ThenByDescending(entry => entry.Id.ToString(), StringComparer.Ordinal).Take(limit)], cancellationToken);
    }

    private static async Task<IReadOnlyList<LedgerLine>> DescribeAsync(CommerceContext context, List<Entry> entries, CancellationToken cancellationToken)
    {
        var rows = entries.Select(entry => entry.GenerationId).OfType<Guid>().ToList();
        var products = await context.Generations.Where(row => rows.Contains(row.Id))
            .Join(context.Products, row => row.ProductId, product => product.Id, (row, product) => new { row.Id, row.Style, row.ProductId, product.Title })
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var batches = entries.Select(entry => entry.BatchId).OfType<Guid>().Distinct().ToList();
        var names = await context.Batches.Where(row => batches.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        return [.. entries.Select(entry =>
        {
            var row = entry.GenerationId is { } id ? products.GetValueOrDefault(id) : null;
            return new LedgerLine(
                entry.Id, EnumText.Of(entry.Kind), entry.Amount, entry.AvailableChange, entry.HeldChange, 0, 0, entry.Note, entry.CreatedAt, entry.BatchId,
                entry.BatchId is { } batchId ? names.GetValueOrDefault(batchId) : null, row?.ProductId, row?.Title, row?.Style, entry.Actor);
        })];
    }
}
