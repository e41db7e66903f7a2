using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Credits;

/// <summary>
/// What each action of each model costs. A change counts from the moment it is stored: for plans made after it, never for
/// rows that were accepted before, which carry the price they were accepted at.
/// </summary>
public sealed class PriceTable(CommerceContext context, TimeProvider time)
{
    /// <summary>The most a result may cost; a typing error of a digit more is refused.</summary>
    public const int Highest = 10_000;

    /// <summary>Every price, by action and model.</summary>
    public Task<List<Price>> ReadAsync(CancellationToken cancellationToken) =>
        context.Prices.AsNoTracking().OrderBy(price => price.Action).ThenBy(price => price.Model).ToListAsync(cancellationToken);

    /// <summary>What was changed, newest first.</summary>
    public Task<List<PriceChange>> ChangesAsync(int limit, CancellationToken cancellationToken) => context.PriceChanges.AsNoTracking()
        .OrderByDescending(change => change.ChangedAt).ThenByDescending(change => change.Id).Take(limit).ToListAsync(cancellationToken);

    /// <summary>Gives a model a price of its own, and writes down who did and what it cost before.</summary>
    /// <param name="action">What is made.</param>
    /// <param name="model">As recipes name it.</param>
    /// <param name="like">The model whose price it had so far.</param>
    /// <param name="credits">The price.</param>
    /// <param name="actor">Who sets it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when it has a price of its own; nothing was changed.</returns>
    public async Task<bool> AddAsync(string action, string model, string like, int credits, string actor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(credits, Highest);
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Database.ExecuteSqlAsync($"insert into prices (action, model, credits) values ({action}, {model}, {credits}) on conflict do nothing", cancellationToken) == 0)
        {
            return false;
        }

        await context.Database.ExecuteSqlAsync(
            $"""
            insert into price_changes (id, action, model, credits_before, credits_after, changed_by, changed_at)
            select {Guid.CreateVersion7(now)}, action, {model}, credits, {credits}, {actor}, {now} from prices where action = {action} and model = {like} and credits <> {credits}
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Changes a price from <paramref name="seen"/>, and writes down who did, in one statement.</summary>
    /// <returns>False when it is not <paramref name="seen"/> any more, or there is no such price; nothing was changed.</returns>
    public async Task<bool> ChangeAsync(string action, string model, int seen, int credits, string actor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(credits, Highest);
        var now = time.GetUtcNow();
        return await context.Database.ExecuteSqlAsync(
            $"""
            with changed as (
              update prices set credits = {credits} where action = {action} and model = {model} and credits = {seen} and credits <> {credits}
              returning action, model
            )
            insert into price_changes (id, action, model, credits_before, credits_after, changed_by, changed_at)
            select {Guid.CreateVersion7(now)}, changed.action, changed.model, {seen}, {credits}, {actor}, {now} from changed
            """,
            cancellationToken) == 1;
    }
}
