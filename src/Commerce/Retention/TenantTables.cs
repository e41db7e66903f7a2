using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Retention;

/// <summary>
/// Every table that has rows of stores, read from the database itself, so that a new table cannot be forgotten. Tables
/// that point at others come before them; the stores come last.
/// </summary>
public static class TenantTables
{
    /// <summary>The tables in the order in which a store is erased.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(CommerceContext context, CancellationToken cancellationToken)
    {
        var tables = await context.Database.SqlQuery<string>(
            $"""
            select c.relname::text as "Value" from pg_class c
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and (c.relname = 'stores' or exists (
              select from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped))
            """).ToListAsync(cancellationToken);
        var links = await context.Database.SqlQuery<TableLink>(
            $"""
            select source.relname::text as "Source", target.relname::text as "Target"
            from pg_constraint con join pg_class source on source.oid = con.conrelid join pg_class target on target.oid = con.confrelid
            where con.contype = 'f' and con.connamespace = 'public'::regnamespace and con.conrelid <> con.confrelid
            """).ToListAsync(cancellationToken);
        return Order(tables, links);
    }

    /// <summary>Sorts tables so that none is emptied before those that point at it.</summary>
    /// <exception cref="InvalidOperationException">Tables point at each other in a circle.</exception>
    public static IReadOnlyList<string> Order(IReadOnlyList<string> tables, IReadOnlyList<TableLink> links)
    {
        var (ordered, left) = (new List<string>(), tables.Order(StringComparer.Ordinal).ToList());
        while (left.Count > 0)
        {
            var free = left.Where(table => links.All(link => link.Target != table || !left.Contains(link.Source))).ToList();
            if (free.Count == 0)
            {
                throw new InvalidOperationException($"These tables point at each other in a circle: {string.Join(", ", left)}.");
            }

            ordered.AddRange(free.Where(table => table != "stores"));
            left.RemoveAll(free.Contains);
        }

        return [.. ordered, .. tables.Where(table => table == "stores")];
    }
}

/// <summary>A foreign key: rows of the source point at rows of the target.</summary>
public sealed record TableLink(string Source, string Target);
