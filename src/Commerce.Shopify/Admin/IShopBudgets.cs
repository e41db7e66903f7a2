namespace Commerce.Shopify.Admin;

/// <summary>
/// Keeps an app's calls inside the bucket of points each shop gives it. The bucket belongs to the shop, not to an access
/// token, so it outlives every token. Turns are given in the order of asking, so that no call starves; nobody waits while
/// the bucket holds what was asked for. Source: shopify.dev, API limits.
/// </summary>
public interface IShopBudgets
{
    /// <summary>The longest a turn may lie ahead; whoever would wait longer is told so at once and takes no place.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Takes points before a call, waiting until the shop's bucket holds them.</summary>
    /// <param name="shop">Whose bucket.</param>
    /// <param name="points">The cost Shopify is expected to reserve; more than a whole bucket is taken as a whole bucket.</param>
    /// <param name="ct">Ends the waiting. The place stays taken; its points come back with the refill.</param>
    /// <exception cref="ShopifyException"><see cref="ShopifyErrorKind.Throttled"/>: the turn would come after <see cref="LongestWait"/>.</exception>
    Task<Reservation> ReserveAsync(ShopDomain shop, double points, CancellationToken ct);

    /// <summary>Gives back after a call what it did not use, and learns the bucket from the answer. Never fails the call it follows.</summary>
    /// <param name="reservation">What was taken before the call.</param>
    /// <param name="spent">Points really charged; the whole reservation where nobody knows.</param>
    /// <param name="bucket">The bucket as the answer told it; null without an answer.</param>
    /// <param name="holdOff">How long Shopify wants no further call; zero when it did not say.</param>
    Task SettleAsync(Reservation reservation, double spent, ThrottleStatus? bucket, TimeSpan holdOff);
}

/// <summary>Points taken from a shop's bucket before a call.</summary>
/// <param name="Shop">Whose bucket.</param>
/// <param name="Points">How many.</param>
/// <param name="Place">The turn: all points ever taken from this bucket, up to and with these.</param>
/// <param name="Settled">All points settled when the call was let go: whatever is settled later may be missing in its answer.</param>
/// <param name="Period">When it was taken, as the budget counts; of use only to the budget that gave it.</param>
public sealed record Reservation(ShopDomain Shop, double Points, double Place, double Settled, long Period);
