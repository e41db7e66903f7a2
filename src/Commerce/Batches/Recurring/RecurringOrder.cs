using Commerce.Catalogue;

namespace Commerce.Batches.Recurring;

/// <summary>What a person wants to run again and again.</summary>
/// <param name="Id">Made once by the page that asks, so that a form sent twice makes one.</param>
/// <param name="MostCredits">The most one run may hold.</param>
public sealed record RecurringOrder(
    Guid Id, string Name, Guid RecipeId, CatalogueFilter Filter, Every Every, DateOnly FirstOn, TimeOnly AtTime, long MostCredits, string By);
