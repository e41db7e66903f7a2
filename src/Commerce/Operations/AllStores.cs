using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Operations;

/// <summary>
/// Reads figures over every store for operators: in groups, each in a scope of exactly those stores, so that the wall stays
/// up and a question never grows with the number of stores.
/// </summary>
public sealed class AllStores(CommerceContext directory, StoreWork work)
{
    private const int Group = 500;

    /// <summary>Asks every installed store; <paramref name="read"/> is handed the stores of one group.</summary>
    public async Task<List<T>> ReadAsync<T>(Func<CommerceContext, Guid[], Task<List<T>>> read, CancellationToken cancellationToken) =>
        await ReadAsync(await directory.StoreDirectory.AsNoTracking().Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken), read);

    /// <summary>Asks these stores.</summary>
    public async Task<List<T>> ReadAsync<T>(IReadOnlyList<Guid> stores, Func<CommerceContext, Guid[], Task<List<T>>> read)
    {
        var found = new List<T>();
        foreach (var group in stores.Chunk(Group))
        {
            found.AddRange(await work.RunAsync(group, services => read(services.GetRequiredService<CommerceContext>(), group)));
        }

        return found;
    }
}
