using Commerce.Credits;
using Commerce.Data;
using Commerce.Tenancy;
using Npgsql;

namespace Commerce.Workbench.Ledgers;

/// <summary>Settles rows that no worker delivered, with the very part of a statement that the product ends rows with.</summary>
public sealed class Settling(CommerceContext context, StoreScope scope, TimeProvider time)
{
    private static readonly string Sql =
        $"""
        with moved as (
          select $3::uuid as id, 1 as life, $4::uuid as batch_id, $5::uuid as settled_hold, $6::bigint as credits, $7::text as settles, $8::text as detail, $9::uuid as entry_id
        ), {SettlementSql.Of("$1::uuid", "$2::timestamptz")}
        select count(*) from moved
        """;

    /// <summary>Spends a row's part of a hold, once however often it is called.</summary>
    public Task CaptureAsync(Guid holdId, Guid batchId, Guid rowId, long amount, CancellationToken ct) =>
        SettleAsync(EntryKind.Capture, holdId, batchId, rowId, amount, "Delivered", ct);

    /// <summary>Gives a row's part of a hold back, once however often it is called.</summary>
    public Task ReleaseAsync(Guid holdId, Guid batchId, Guid rowId, long amount, string note, CancellationToken ct) =>
        SettleAsync(EntryKind.Release, holdId, batchId, rowId, amount, note, ct);

    private Task SettleAsync(EntryKind kind, Guid holdId, Guid batchId, Guid rowId, long amount, string note, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        object[] values = [scope.StoreId, now, rowId, batchId, holdId, amount, EnumText.Of(kind), note, Guid.CreateVersion7(now)];
        return PreparedStatement.ExecuteAsync(context, Sql, values.Select(value => new NpgsqlParameter { Value = value }), ct);
    }
}
