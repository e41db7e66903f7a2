using System.Runtime.CompilerServices;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Workbench.Ledgers;

/// <summary>Settles rows that no worker delivered, with the very part of a statement that the product ends rows with.</summary>
public sealed class Settling(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>Spends a row's part of a hold, once however often it is called.</summary>
    public Task CaptureAsync(Guid holdId, Guid batchId, Guid rowId, long amount, CancellationToken ct) =>
        SettleAsync(EntryKind.Capture, holdId, batchId, rowId, amount, "Delivered", ct);

    /// <summary>Gives a row's part of a hold back, once however often it is called.</summary>
    public Task ReleaseAsync(Guid holdId, Guid batchId, Guid rowId, long amount, string note, CancellationToken ct) =>
        SettleAsync(EntryKind.Release, holdId, batchId, rowId, amount, note, ct);

    private Task SettleAsync(EntryKind kind, Guid holdId, Guid batchId, Guid rowId, long amount, string note, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var sql =
            $$"""
            with moved as (
              select {2}::uuid as id, 1 as life, {3}::uuid as batch_id, {4}::uuid as settled_hold, {5}::bigint as credits, {6}::text as settles, {7}::text as detail, {8}::uuid as entry_id
            ), {{SettlementSql.Of("{0}::uuid", "{1}::timestamptz")}}
            select count(*) from moved
            """;
        return context.Database.ExecuteSqlAsync(
            FormattableStringFactory.Create(sql, scope.StoreId, now, rowId, batchId, holdId, amount, EnumText.Of(kind), note, Guid.CreateVersion7(now)), ct);
    }
}
