namespace Commerce.Batches.Recurring;

/// <summary>What a person changes of a recurring run. Its products' filter is what makes it this run, and stays.</summary>
/// <param name="RecipeId">The version of its recipe that it makes from now on.</param>
/// <param name="MostCredits">The most one run may hold.</param>
public sealed record RecurringChange(string Name, Guid RecipeId, Every Every, DateOnly FirstOn, TimeOnly AtTime, long MostCredits);
