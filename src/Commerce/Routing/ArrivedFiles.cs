using Commerce.Data;
using Commerce.Library.Storage;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>Removes results that came with the answer to an order and that nobody will fetch any more: their rows have ended or gone on to another attempt.</summary>
public sealed class ArrivedFiles(CommerceContext context, IObjectStore store)
{
    private const int Page = 500;

    /// <summary>Goes through a store in scope. May be broken off and called again.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> SweepAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var (swept, page) = (0, new List<string>());
        await foreach (var key in store.ListAsync(OutputIntake.FolderOf(storeId), cancellationToken))
        {
            page.Add(key);
            if (page.Count == Page)
            {
                swept += await SweepAsync(storeId, page, cancellationToken);
                page.Clear();
            }
        }

        return swept + await SweepAsync(storeId, page, cancellationToken);
    }

    // A result is put down before its row tells of it, but never before the row's attempt is written.
    private async Task<int> SweepAsync(Guid storeId, List<string> keys, CancellationToken cancellationToken)
    {
        var ids = keys.Select(RowOf).OfType<Guid>().Distinct().ToList();
        var wanted = ids.Count == 0 ? [] : (await context.Generations.AsNoTracking().Where(row => row.StoreId == storeId && ids.Contains(row.Id) && row.EndedAt == null)
            .Select(row => new { row.Id, row.Attempt }).ToListAsync(cancellationToken)).Select(row => OutputIntake.KeyOf(storeId, row.Id, row.Attempt)).ToHashSet(StringComparer.Ordinal);
        var done = keys.Where(key => !wanted.Contains(key)).ToList();
        foreach (var key in done)
        {
            await store.DeleteAsync(key, cancellationToken);
        }

        return done.Count;
    }

    private static Guid? RowOf(string key)
    {
        var name = key[(key.LastIndexOf('/') + 1)..];
        return name.LastIndexOf('-') is var end and > 0 && Guid.TryParse(name[..end], out var id) ? id : null;
    }
}
