using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Commerce.Data;

/// <summary>
/// A statement that is asked all the time, parsed and planned once for each connection and not each time anew. Prepared by its
/// name and before it runs: what the driver prepares by itself while it runs can go wrong (decision 0030).
/// </summary>
public static class PreparedStatement
{
    /// <summary>The statement on the context's connection, in its transaction if there is one. Opens nothing: dispose it before the connection is given back.</summary>
    /// <param name="context">Its connection is open.</param>
    /// <param name="sql">With <c>$1</c>, <c>$2</c> … for the parameters; always the same text.</param>
    /// <param name="parameters">Their types are set where a value may be null.</param>
    /// <param name="cancellationToken">Ends the waiting for PostgreSQL.</param>
    public static async Task<NpgsqlCommand> OfAsync(CommerceContext context, string sql, IEnumerable<NpgsqlParameter> parameters, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)context.Database.GetDbConnection(), (NpgsqlTransaction?)context.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        await command.PrepareAsync(cancellationToken);
        return command;
    }

    /// <summary>Runs a statement that answers nothing.</summary>
    /// <returns>How many rows it wrote.</returns>
    /// <inheritdoc cref="OfAsync"/>
    public static async Task<int> ExecuteAsync(CommerceContext context, string sql, IEnumerable<NpgsqlParameter> parameters, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = await OfAsync(context, sql, parameters, cancellationToken);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }
}
