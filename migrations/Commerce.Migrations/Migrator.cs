using Npgsql;

namespace Commerce.Migrations;

/// <summary>Applies the numbered scripts, once each, in order, under an advisory lock.</summary>
public static class Migrator
{
    // "COMMERCE" in ASCII.
    private const long LockKey = 0x434F4D4D45524345;

    /// <summary>Brings the database of <paramref name="ownerConnectionString"/> to the newest schema.</summary>
    /// <exception cref="InvalidOperationException">An applied script was edited afterwards, or one is missing.</exception>
    public static async Task<MigrationReport> ApplyAsync(string ownerConnectionString, DatabaseRoles roles, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", ct);
        await RoleSetup.ApplyAsync(connection, roles, ct);
        await ExecuteAsync(connection, $"set role {roles.Owner}", ct);
        await ExecuteAsync(connection, """
            create table if not exists schema_migrations (
              name text primary key,
              hash text not null,
              applied_at timestamptz not null default now()
            )
            """, ct);
        await ExecuteAsync(connection, $"grant select on schema_migrations to {roles.App}", ct);
        var recorded = await ReadRecordedAsync(connection, ct);
        var applied = new List<string>();
        foreach (var script in Script.All())
        {
            if (recorded.Remove(script.Name, out var hash))
            {
                if (hash != script.Hash)
                {
                    throw new InvalidOperationException($"{script.Name} was changed after it was applied. Add a new script instead.");
                }

                continue;
            }

            await ApplyAsync(connection, script, roles, ct);
            applied.Add(script.Name);
        }

        await JobEngineSchema.ApplyAsync(ownerConnectionString, roles, ct);
        return recorded.Count == 0
            ? new MigrationReport(applied, Script.All().Count - applied.Count)
            : throw new InvalidOperationException($"The database is newer than this program: it has {string.Join(", ", recorded.Keys)}.");
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Script script, DatabaseRoles roles, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, script.For(roles), cancellationToken);
        await using var record = new NpgsqlCommand("insert into schema_migrations (name, hash) values ($1, $2)", connection);
        record.Parameters.Add(new() { Value = script.Name });
        record.Parameters.Add(new() { Value = script.Hash });
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, string>> ReadRecordedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select name, hash from schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var recorded = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            recorded.Add(reader.GetString(0), reader.GetString(1));
        }

        return recorded;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
