namespace Commerce.Web.Pages.Review;

/// <summary>What the page's script learns about a decision it sent in the background.</summary>
/// <param name="Refused">Assets that stay as they were, with the words to show.</param>
/// <param name="Summary">The page's summary drawn anew.</param>
/// <param name="Credits">What the decision did to the owner's credits, in words; null for nothing.</param>
public sealed record ReviewAnswer(IReadOnlyList<RefusedAsset> Refused, string Summary, string? Credits);

public sealed record RefusedAsset(Guid Id, string Words);
