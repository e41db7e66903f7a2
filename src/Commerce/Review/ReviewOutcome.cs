namespace Commerce.Review;

/// <summary>What became of a decision about one or many assets.</summary>
/// <param name="Changed">Assets whose state or reason is new.</param>
/// <param name="Unchanged">Assets that stood there already; a repeated request lands here.</param>
/// <param name="Refused">Assets that stay as they were, and why.</param>
public sealed record ReviewOutcome(IReadOnlyList<Guid> Changed, IReadOnlyList<Guid> Unchanged, IReadOnlyList<Refusal> Refused);

/// <param name="Subject">Who or what stands in the way: the product an asset is live on, or the person who decided.</param>
public sealed record Refusal(Guid AssetId, RefusalKind Kind, string Subject);

public enum RefusalKind
{
    /// <summary>The file is not the one the reviewer saw.</summary>
    BytesChanged,

    /// <summary>It is on a listing or on its way there; its publication has to be undone first.</summary>
    Live,

    /// <summary>Somebody else decided last; only they take it back.</summary>
    DecidedByAnother,

    /// <summary>It is too far from its product for its recipe, so it is approved by itself, not with others.</summary>
    HeldBack,
}
