namespace Commerce.Review;

/// <summary>How much may come back: of one batch, and of all that a store spent lately. Nobody can have everything made for nothing.</summary>
/// <param name="Spent">Credits that delivered results cost.</param>
/// <param name="GivenBack">Credits of them that came back already.</param>
public sealed record FairShare(long Spent, long GivenBack)
{
    /// <summary>Of what a batch cost; one result always.</summary>
    public const int PercentOfBatch = 20;

    /// <summary>Of what a store's batches of <see cref="Days"/> days cost; <see cref="AlwaysOfStore"/> credits always.</summary>
    public const int PercentOfStore = 10;

    public const int AlwaysOfStore = 10;

    public const int Days = 30;

    /// <summary>What is left of a batch's share.</summary>
    /// <param name="cost">Credits of the result in question.</param>
    public long LeftOfBatch(long cost) => Math.Max(Part(PercentOfBatch), GivenBack == 0 ? cost : 0) - GivenBack;

    public long LeftOfStore => Math.Max(Part(PercentOfStore), AlwaysOfStore) - GivenBack;

    public FairShare With(long credits) => this with { GivenBack = GivenBack + credits };

    private long Part(int percent) => (Spent * percent + 99) / 100;
}
