namespace Commerce.Web.Pages.Review;

/// <summary>What the page's script learns about a decision it sent in the background.</summary>
/// <param name="Refused">Assets that stay as they were, with the words to show.</param>
/// <param name="Summary">The page's summary drawn anew.</param>
public sealed record ReviewAnswer(IReadOnlyList<RefusedAsset> Refused, string Summary);

public sealed record RefusedAsset(Guid Id, string Words);
