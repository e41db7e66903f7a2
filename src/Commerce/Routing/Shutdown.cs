using Commerce.Providers;

namespace Commerce.Routing;

/// <summary>A model that a recipe names and that is about to be shut down, or was.</summary>
/// <param name="Kind">What the recipe makes with it.</param>
/// <param name="Name">As the recipe names it, see <see cref="ModelName"/>.</param>
/// <param name="Until">The day it is shut down.</param>
/// <param name="DaysLeft">Whole days until then; 0 or less when it is over.</param>
/// <param name="Successor">Who the catalogue says comes after it; null when it names nobody.</param>
/// <param name="Instead">What the recipe can name instead in this store; null when it can only name the built-in renderer.</param>
public sealed record Shutdown(GenerationKind Kind, string Name, DateOnly Until, int DaysLeft, string? Successor, string? Instead)
{
    /// <summary>From how many days on it is said.</summary>
    public const int Early = 60;

    /// <summary>From how many days on it is a warning.</summary>
    public const int Soon = 30;

    /// <summary>From how many days on it is urgent.</summary>
    public const int Urgent = 7;
}
