namespace Commerce.Credits;

/// <summary>A hold asked for more than the owner lets be spent. Nothing was reserved, bought or charged.</summary>
public sealed class OverBudgetException : NotEnoughCreditsException
{
    private OverBudgetException(long needed, string words)
        : base(needed, words)
    {
    }

    /// <summary>The day's budget has less left.</summary>
    public static OverBudgetException Of(long needed, BudgetRoom room) => new(
        needed,
        $"Your budget is {room.Budget} credits a day and {room.Left} are left until midnight ({room.Zone}). This needs {needed}. Choose fewer products, start it tomorrow, or change the budget under Credits. Nothing was charged.");

    /// <summary>The batch would cost more than was agreed to.</summary>
    /// <param name="needed">What it needs now.</param>
    /// <param name="left">What its cap has left.</param>
    public static OverBudgetException OfBatch(long needed, long left) => new(
        needed, $"This needs {needed} credits and at most {left} were agreed to for this batch. Check the cost and start again. Nothing was charged.");
}
