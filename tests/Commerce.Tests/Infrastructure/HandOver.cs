using Npgsql;

namespace Commerce.Tests.Infrastructure;

/// <summary>
/// Stands for a database that stood still for longer than a lease between a claim and the look at what was claimed: whatever
/// the slow worker takes is in another worker's hands by the time it is read.
/// </summary>
internal static class HandOver
{
    public const string Slow = "slow";
    public const string Quick = "quick";

    public static async Task BetweenClaimAndReadAsync(string owner, string table)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            create function hand_over() returns trigger language plpgsql as $$ begin new.lease_owner := '{Quick}'; return new; end $$;
            create trigger hand_over before update on {table} for each row when (new.lease_owner = '{Slow}') execute function hand_over()
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }
}
