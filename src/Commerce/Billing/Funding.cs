using Commerce.Credits;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Billing;

/// <summary>Sees to it, before a batch starts, that it may start and that the credits it needs are there.</summary>
public sealed class Funding(CommerceContext context, Standings standings, Overage overage, Budgets budgets)
{
    /// <summary>Buys what is missing when the owner agreed to at least that much; otherwise leaves it to the hold to refuse.</summary>
    /// <param name="requestKey">Of the batch: the same request never buys twice.</param>
    /// <param name="needed">What the batch will hold.</param>
    /// <param name="agreed">The most credits over the plan the owner saw and agreed to.</param>
    /// <param name="actor">Who asks, as the log will say it.</param>
    /// <exception cref="BillingRefusedException">It may not start, or credits cannot be had; nothing was charged.</exception>
    /// <exception cref="OverBudgetException">The owner's daily budget has less left, so nothing was bought for it.</exception>
    public async Task PrepareAsync(string requestKey, long needed, long agreed, string actor, CancellationToken cancellationToken)
    {
        await standings.RequireStartAsync(cancellationToken);
        var available = await context.Balances.Select(balance => balance.Available).SingleOrDefaultAsync(cancellationToken);
        var missing = needed - available;
        if (missing > 0 && missing <= agreed)
        {
            // Asked before the money: credits must not be bought for a batch that the hold will refuse.
            if (await budgets.ReadAsync(cancellationToken) is { } room && needed > room.Left)
            {
                throw OverBudgetException.Of(needed, room);
            }

            await overage.BuyAsync($"batch:{requestKey}", missing, actor, cancellationToken);
        }
    }
}
