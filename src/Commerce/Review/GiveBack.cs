using Commerce.Library;

namespace Commerce.Review;

/// <summary>What a decision about one asset does to its owner's credits.</summary>
/// <param name="Credits">Above zero they come back, below they are taken again.</param>
internal sealed record GiveBack(Asset Asset, long Credits);

/// <param name="Decided">The assets whose decision stands.</param>
/// <param name="Refused">Those that stay as they were, for what was given back for them is spent.</param>
/// <param name="KeptBack">Credits that would have come back were the fair share not used up.</param>
internal sealed record GiveBackPlan(IReadOnlyList<GiveBack> Decided, IReadOnlyList<Refusal> Refused, long KeptBack);
