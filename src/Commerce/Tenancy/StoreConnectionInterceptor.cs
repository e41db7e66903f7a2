using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commerce.Tenancy;

/// <summary>
/// Tells PostgreSQL on every open which stores this context may see. Unconditional: without a store the list is empty,
/// so a pooled connection can never show what its last user saw.
/// </summary>
public sealed class StoreConnectionInterceptor(StoreScope scope) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "select set_config('app.stores', $1, false)";
        var stores = command.CreateParameter();
        stores.Value = string.Join(',', scope.Stores);
        command.Parameters.Add(stores);
        return command;
    }
}
