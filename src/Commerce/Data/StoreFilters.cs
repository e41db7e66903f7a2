using System.Reflection;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Data;

/// <summary>Puts the named store filter on every tenant entity.</summary>
internal static class StoreFilters
{
    public static void Apply(ModelBuilder modelBuilder, CommerceContext context)
    {
        var filterRow = typeof(StoreFilters).GetMethod(nameof(FilterRow), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(entity => entity.ClrType).Where(typeof(ITenantRow).IsAssignableFrom))
        {
            filterRow.MakeGenericMethod(type).Invoke(null, [modelBuilder, context]);
        }

        modelBuilder.Entity<Store>().HasQueryFilter(CommerceContext.StoreFilter, store => context.ScopedStores.Contains(store.Id));
    }

    private static void FilterRow<TRow>(ModelBuilder modelBuilder, CommerceContext context)
        where TRow : class, ITenantRow
        => modelBuilder.Entity<TRow>().HasQueryFilter(CommerceContext.StoreFilter, row => context.ScopedStores.Contains(row.StoreId));
}
