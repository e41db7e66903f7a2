namespace Commerce.Review;

/// <summary>What became of a decision about one or many assets.</summary>
/// <param name="Changed">Assets whose state or reason is new.</param>
/// <param name="Unchanged">Assets that stood there already; a repeated request lands here.</param>
/// <param name="Refused">Assets that stay as they were, and why.</param>
/// <param name="GivenBack">Credits that came back; below zero where more were taken again.</param>
/// <param name="KeptBack">Credits that would have come back were the fair share not used up.</param>
public sealed record ReviewOutcome(IReadOnlyList<Guid> Changed, IReadOnlyList<Guid> Unchanged, IReadOnlyList<Refusal> Refused, long GivenBack = 0, long KeptBack = 0);

/// <param name="Subject">Who or what stands in the way: the product an asset is live on, the person who decided, or the credits to pay again.</param>
public sealed record Refusal(Guid AssetId, RefusalKind Kind, string Subject);

public enum RefusalKind
{
    /// <summary>The file is not the one the reviewer saw.</summary>
    BytesChanged,

    /// <summary>It is on a listing or on its way there; its publication has to be undone first.</summary>
    Live,

    /// <summary>Somebody else decided last; only they take it back.</summary>
    DecidedByAnother,

    /// <summary>The credits given back for it would have to be paid again, and there are not enough.</summary>
    CreditsSpent,

    /// <summary>It is too far from its product for its recipe, so it is approved by itself, not with others.</summary>
    HeldBack,
}
