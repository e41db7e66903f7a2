namespace Commerce.Workbench.Health;

/// <summary>What was found about one part. <paramref name="Advice"/> says what to do when it is not well.</summary>
public sealed record Check(string Part, bool Well, string Finding, string? Advice = null)
{
    public static Check Good(string part, string finding) => new(part, true, finding);
    public static Check Bad(string part, string finding, string advice) => new(part, false, finding, advice);
}
