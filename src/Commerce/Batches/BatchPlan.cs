using Commerce.Providers;
using Commerce.Publishing;

namespace Commerce.Batches;

/// <summary>What a request would make, cost and allow, before anything is spent.</summary>
/// <param name="Lines">What it would make, by style and format.</param>
/// <param name="LeftOut">The first products it cannot serve, with the reason in words.</param>
/// <param name="LeftOutCount">How many it cannot serve.</param>
/// <param name="Products">How many it serves.</param>
/// <param name="Available">The store's free credits now.</param>
/// <param name="Pace">From this installation's measured rates; null before anything was measured.</param>
/// <param name="Publishing">Counted for the forecast of what the shop could take.</param>
public sealed record BatchPlan(
    IReadOnlyList<PlanLine> Lines, IReadOnlyList<LeftOutProduct> LeftOut, int LeftOutCount, int Products, long Available, MeasuredPace? Pace, ForecastCounts Publishing)
{
    public static BatchPlan Empty(long available) => new([], [], 0, 0, available, null, new ForecastCounts(0, 0, 0, 0, 0));

    public int Rows { get; } = Lines.Sum(line => line.Rows);

    /// <summary>Rows served by earlier results for nothing.</summary>
    public int Reused { get; } = Lines.Sum(line => line.Reused);

    /// <summary>Ratios that rows ask for and styles of the recipe are not made in; in those styles the rows get nothing.</summary>
    public IReadOnlyList<UnmetRatio> Unmet { get; init; } = [];

    /// <summary>Lines of a failure report with nothing left to make: they are made once already, or meanwhile, or on their way.</summary>
    public int Settled { get; init; }

    /// <summary>Held at the start; also the most it can cost.</summary>
    public long Credits { get; } = Lines.Sum(line => line.Credits);

    public int Videos { get; } = Lines.Where(line => line.Kind is GenerationKind.Video).Sum(line => line.Rows);

    /// <summary>What it costs if as many rows fail as lately; what fails is not charged.</summary>
    public long LeastCredits => Pace is { } pace ? (long)Math.Ceiling(Credits * (1 - pace.FailureShare)) : Credits;

    /// <summary>How long it takes; null while one of its kinds was never made by its model here.</summary>
    public TimeSpan? Duration => Pace?.For(Lines);

    public bool Affordable => Credits <= Available;
}

/// <summary>One style in one format of a plan.</summary>
/// <param name="Model">Who makes it, as the recipe names it.</param>
/// <param name="Reused">Rows of it that an earlier result serves.</param>
/// <param name="Credits">What the others cost together.</param>
public sealed record PlanLine(string Style, GenerationKind Kind, string Model, int Width, int Height, int Rows, int Reused, long Credits);

/// <summary>A ratio that rows ask for without naming a style.</summary>
/// <param name="Style">The name of the recipe's style that is not made in it.</param>
public sealed record UnmetRatio(string Style, string Ratio, int Rows);

public sealed record LeftOutProduct(Guid ProductId, string Title, string Reason);
