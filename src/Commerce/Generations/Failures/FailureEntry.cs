namespace Commerce.Generations.Failures;

/// <summary>What a failure code means to a store owner.</summary>
/// <param name="Reason">What happened, in a few words that hold for every row with the code; the provider's own sentence says more.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record FailureEntry(string Code, string Reason, string Fix, Remedy Remedy);
