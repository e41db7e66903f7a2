using Npgsql;

namespace Commerce.Benchmarks.Shopify;

/// <summary>Puts stores into a database for shops that were never really opened.</summary>
internal static class StoreRows
{
    public static async Task AddAsync(string owner, IEnumerable<string> domains, DateTimeOffset now, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        foreach (var domain in domains)
        {
            await using var command = source.CreateCommand("""
                with route as (insert into store_directory (store_id, shop_domain) values ($1, $2) returning store_id)
                insert into stores (id, shop_domain, name, installed_at) select store_id, $2, $2, $3 from route
                """);
            command.Parameters.AddWithValue(Guid.CreateVersion7(now));
            command.Parameters.AddWithValue(domain);
            command.Parameters.AddWithValue(now);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>The bucket the product has learned of a shop.</summary>
    public static async Task<(double Size, double Rate)> BucketAsync(string owner, string domain, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand("select size, rate from shop_budgets join store_directory using (store_id) where shop_domain = $1");
        command.Parameters.AddWithValue(domain);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetDouble(0), reader.GetDouble(1));
    }
}
