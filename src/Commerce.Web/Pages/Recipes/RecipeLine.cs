using Commerce.Batches;
using Commerce.Routing;

namespace Commerce.Web.Pages.Recipes;

/// <summary>A saved recipe in the list.</summary>
/// <param name="Runs">Batches started with any of its versions.</param>
/// <param name="Ending">Models it names that are shut down soon.</param>
public sealed record RecipeLine(Guid Id, string Name, int Version, RecipeContent Content, DateTimeOffset UpdatedAt, int Runs, IReadOnlyList<Shutdown> Ending);
