using System.Data.Common;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Commerce.Workbench.Postgres;

/// <summary>A database full of rows of one store, which keeps what the app asks of it and explains how it would answer.</summary>
public sealed class ExplainedDatabase : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Guid storeId;
    private readonly NpgsqlDataSource app;
    private readonly StoreScope scope = new();
    private readonly Asked asked = new();

    private ExplainedDatabase(TestDatabase database, Guid storeId)
    {
        (this.database, this.storeId, app) = (database, storeId, NpgsqlDataSource.Create(database.App));
        scope.Enter(storeId);
    }

    /// <summary>How many queries were asked since the last context was made.</summary>
    public int Queries => asked.Commands.Count;

    /// <param name="storeId">Whose rows are read.</param>
    /// <param name="sql">What fills it, run as its owner.</param>
    public static async Task<ExplainedDatabase> FillAsync(Guid storeId, string sql)
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        foreach (var statement in (string[])[sql, "vacuum analyze"])
        {
            await using var command = owner.CreateCommand(statement);
            command.CommandTimeout = 300;
            await command.ExecuteNonQueryAsync();
        }

        return new ExplainedDatabase(database, storeId);
    }

    /// <summary>A context of the store as the app role. Forgets what was asked before.</summary>
    public CommerceContext Context()
    {
        asked.Commands.Clear();
        return new CommerceContext(new DbContextOptionsBuilder<CommerceContext>().UseNpgsql(app).AddInterceptors(new StoreConnectionInterceptor(scope), asked).Options, scope);
    }

    /// <summary>The plan of each query that was asked, as the database itself explains it behind the wall.</summary>
    public async Task<IReadOnlyList<string>> PlansAsync()
    {
        var plans = new List<string>();
        foreach (var (text, parameters) in asked.Commands.ToList())
        {
            plans.Add(await ExplainAsync(text, parameters));
        }

        return plans;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<string> ExplainAsync(string text, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var enter = new NpgsqlCommand($"select set_config('app.stores', '{storeId}', false)", connection);
        await enter.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand("explain " + text, connection);
        foreach (var (name, value) in parameters)
        {
            explain.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        await using var reader = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Keeps what was asked, with what it was asked with.</summary>
    private sealed class Asked : DbCommandInterceptor
    {
        public List<(string Text, IReadOnlyList<(string Name, object? Value)> Parameters)> Commands { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("SELECT", StringComparison.Ordinal))
            {
                Commands.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
            }

            return ValueTask.FromResult(result);
        }
    }
}
