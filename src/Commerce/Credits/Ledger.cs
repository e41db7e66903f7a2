using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Credits;

/// <summary>
/// Posts entries. Each posting is one statement that writes the line and moves the balance together, and does neither
/// when its business key is already there: a retry after a crash changes nothing. Joins the context's transaction. What a
/// row costs is settled in the statement that ends the row (<see cref="SettlementSql"/>).
/// </summary>
public sealed class Ledger(CommerceContext context, StoreScope scope, Budgets budgets, TimeProvider time)
{
    private const string PostSql =
        """
        with line as (
          insert into entries (store_id, id, kind, amount, available_change, held_change, business_key, hold_id, batch_id, generation_id, note, actor, created_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
          on conflict (store_id, business_key) do nothing
          returning available_change, held_change
        )
        update balances
        set available = balances.available + line.available_change, held = balances.held + line.held_change
        from line where balances.store_id = $1
        """;

    /// <summary>Adds credits, for example with a plan.</summary>
    public Task<bool> GrantAsync(string businessKey, long amount, string note, CancellationToken cancellationToken) =>
        PostAsync(new Posting(EntryKind.Grant, amount, amount, 0, businessKey, note), cancellationToken);

    /// <summary>Takes back what is left of credits whose time is over. False when it was done before.</summary>
    public Task<bool> ExpireAsync(string businessKey, long amount, string note, CancellationToken cancellationToken) =>
        PostAsync(new Posting(EntryKind.Expire, amount, -amount, 0, businessKey, note), cancellationToken);

    /// <summary>Takes back credits whose price went back to the owner. False when it was done before.</summary>
    public Task<bool> RefundAsync(string businessKey, long amount, string note, CancellationToken cancellationToken) =>
        PostAsync(new Posting(EntryKind.Refund, amount, -amount, 0, businessKey, note), cancellationToken);

    /// <summary>Adds what a change of plan makes up for. False when it was done before.</summary>
    public Task<bool> AdjustAsync(string businessKey, long amount, string note, CancellationToken cancellationToken) =>
        PostAsync(new Posting(EntryKind.Adjust, amount, amount, 0, businessKey, note), cancellationToken);

    /// <summary>Gives back what a result cost that was turned down for its quality, or takes it again when it is accepted after all. False when it was done before.</summary>
    /// <param name="change">Credits; below zero to take them again.</param>
    /// <exception cref="PostgresException">More would be taken than is available; nothing was.</exception>
    internal Task<bool> GiveBackAsync(string businessKey, long change, string note, Guid batchId, Guid generationId, CancellationToken cancellationToken) =>
        PostAsync(new Posting(EntryKind.Adjust, Math.Abs(change), change, 0, businessKey, note, BatchId: batchId, GenerationId: generationId), cancellationToken);

    /// <summary>Puts a balance right, up or down, for a reason the owner will read. False when it was done before.</summary>
    /// <exception cref="NotEnoughCreditsException">More would be taken than is available; nothing was.</exception>
    public async Task<bool> CorrectAsync(string businessKey, long change, string reason, string actor, CancellationToken cancellationToken)
    {
        try
        {
            return await PostAsync(new Posting(EntryKind.Adjust, Math.Abs(change), change, 0, businessKey, reason, Actor: actor), cancellationToken);
        }
        catch (PostgresException error) when (error.ConstraintName == "available_never_negative")
        {
            throw new NotEnoughCreditsException(-change);
        }
    }

    /// <summary>
    /// Reserves credits for a batch, once: asked anew it returns the same hold. Judged under the lock on the store's balance, so that holds made at once can never pass
    /// a budget together.
    /// </summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="amount">How many credits.</param>
    /// <param name="note">What for.</param>
    /// <param name="cap">The most the batch may ever cost; later holds of the batch obey the first one's.</param>
    /// <param name="again">Makes one hold more, for rows of the batch that gave theirs back.</param>
    /// <exception cref="NotEnoughCreditsException">The balance is smaller, or a budget has less left; nothing was reserved.</exception>
    public async Task<Guid> HoldAsync(
        Guid batchId, long amount, string note, CancellationToken cancellationToken, long? cap = null, bool again = false)
    {
        var holdId = Guid.CreateVersion7(time.GetUtcNow());
        var key = again ? $"hold:{batchId}:{holdId}" : $"hold:{batchId}";
        await using var own = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancellationToken) : null;
        await budgets.LockAsync(cancellationToken);
        if (await context.Entries.Where(entry => entry.BusinessKey == key).Select(entry => entry.HoldId).SingleOrDefaultAsync(cancellationToken) is { } known)
        {
            return known;
        }

        var most = await budgets.JudgeAsync(batchId, amount, cap, cancellationToken);
        await ReserveAsync(new Hold { StoreId = scope.StoreId, Id = holdId, BatchId = batchId, Amount = amount, Cap = most, CreatedAt = time.GetUtcNow() }, key, note, cancellationToken);
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }

        return holdId;
    }

    private async Task ReserveAsync(Hold hold, string key, string note, CancellationToken cancellationToken)
    {
        context.Holds.Add(hold);
        await context.SaveChangesAsync(cancellationToken);
        try
        {
            await PostAsync(new Posting(EntryKind.Hold, hold.Amount, -hold.Amount, hold.Amount, key, note, hold.Id, hold.BatchId), cancellationToken);
        }
        catch (PostgresException error) when (error.ConstraintName == "available_never_negative")
        {
            throw new NotEnoughCreditsException(hold.Amount);
        }
    }

    private async Task<bool> PostAsync(Posting posting, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        NpgsqlParameter[] values =
        [
            new() { Value = scope.StoreId }, new() { Value = Guid.CreateVersion7(now) }, new() { Value = EnumText.Of(posting.Kind) },
            new() { Value = posting.Amount }, new() { Value = posting.AvailableChange }, new() { Value = posting.HeldChange }, new() { Value = posting.BusinessKey },
            Id(posting.HoldId), Id(posting.BatchId), Id(posting.GenerationId),
            new() { Value = posting.Note }, new() { Value = (object?)posting.Actor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = now },
        ];
        return await PreparedStatement.ExecuteAsync(context, PostSql, values, cancellationToken) == 1;
    }

    private static NpgsqlParameter Id(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private sealed record Posting(
        EntryKind Kind, long Amount, long AvailableChange, long HeldChange, string BusinessKey, string Note,
        Guid? HoldId = null, Guid? BatchId = null, Guid? GenerationId = null, string? Actor = null);
}
