using Npgsql;

namespace Commerce.Workbench.Postgres;

/// <summary>A server that the person at the keyboard named instead of the private one.</summary>
internal static class OwnServer
{
    /// <summary>Checks that the login may do what a run needs, and makes the named database when the server has none of that name.</summary>
    /// <param name="connectionString">As given in <c>ConnectionStrings__Commerce</c>.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="ProblemException">The server cannot be reached, refuses the login, or the login may not create roles.</exception>
    public static async Task PrepareAsync(string connectionString, CancellationToken cancellationToken)
    {
        var wanted = Parse(connectionString);
        try
        {
            await CheckRightsAsync(wanted, cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(wanted, cancellationToken);
            await CheckRightsAsync(wanted, cancellationToken);
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        }
        catch (ArgumentException)
        {
            throw new ProblemException("ConnectionStrings__Commerce is not a connection string. It looks like: Host=127.0.0.1;Port=5432;Database=commerce;Username=postgres;Password=…");
        }
    }

    private static async Task CheckRightsAsync(NpgsqlConnectionStringBuilder wanted, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(wanted, cancellationToken);
        await using var command = new NpgsqlCommand("select rolsuper or rolcreaterole from pg_roles where rolname = current_user", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            throw new ProblemException($"The login '{wanted.Username}' of ConnectionStrings__Commerce may not create roles, which the app's own logins need. Give it CREATEROLE, or name another login.");
        }
    }

    private static async Task CreateAsync(NpgsqlConnectionStringBuilder wanted, CancellationToken cancellationToken)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(wanted.ConnectionString) { Database = "postgres" };
        await using var connection = await OpenAsync(maintenance, cancellationToken);
        await using var command = new NpgsqlCommand($"create database {new NpgsqlCommandBuilder().QuoteIdentifier(wanted.Database!)}", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException refused)
        {
            throw new ProblemException($"The server has no database '{wanted.Database}' and did not let '{wanted.Username}' create it: {refused.MessageText}.");
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (NpgsqlException refused) when (refused is not PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName })
        {
            await connection.DisposeAsync();
            throw new ProblemException($"The server {settings.Host}:{settings.Port} of ConnectionStrings__Commerce cannot be used: {Reason(refused)}");
        }
    }

    private static string Reason(NpgsqlException refused) => refused is PostgresException answer ? answer.MessageText : (refused.InnerException ?? refused).Message;
}
