namespace Commerce.Routing;

/// <summary>Puts the models that can make something into the order in which they are tried.</summary>
public static class Router
{
    // What nobody has graded yet counts as middling, and what has no known price as dearer than all that have one.
    private const int Middling = 3;

    // A model that fails every second time is as good as two grades worse.
    private const double GradesForFailing = 4;

    /// <summary>Best first. Equal ones keep the catalogue's order, so that the same circumstances give the same choice.</summary>
    public static IReadOnlyList<Candidate> Rank(IEnumerable<Candidate> candidates, RoutingGoal goal)
    {
        var all = candidates.ToList();
        return goal switch
        {
            RoutingGoal.Cheapest => [.. all.OrderBy(Price).ThenByDescending(Quality)],
            RoutingGoal.Best => [.. all.OrderByDescending(Quality).ThenBy(Price)],
            RoutingGoal.Fastest => [.. all.OrderBy(one => Wait(one)).ThenBy(Price)],
            _ => Balanced(all),
        };
    }

    /// <summary>The reason for a choice, in one sentence.</summary>
    /// <param name="able">How many models could have made it.</param>
    public static string Why(Candidate chosen, RoutingGoal goal, int able) => able == 1
        ? "The only model that can make this."
        : goal switch
        {
            RoutingGoal.Cheapest => $"The cheapest of {able} models that can make this.",
            RoutingGoal.Best => $"The best grade of {able} models that can make this.",
            RoutingGoal.Fastest => $"The fastest of {able} models that can make this.",
            _ => $"The best balance of quality, price and time of {able} models that can make this.",
        } + (chosen.Usd is null ? " Its price is not known." : "");

    // Quality counts half; price and wait share the rest, each measured against the best and the worst on offer.
    private static IReadOnlyList<Candidate> Balanced(List<Candidate> all)
    {
        var (prices, waits) = (Span(all, Price), Span(all, Wait));
        return [.. all.OrderByDescending(one => (Quality(one) / 5 * 0.5) + (Share(Price(one), prices) * 0.3) + (Share(Wait(one), waits) * 0.2))];
    }

    private static (double Least, double Most) Span(List<Candidate> all, Func<Candidate, double> cost) =>
        (all.Select(cost).DefaultIfEmpty(0).Min(), all.Select(cost).Where(each => each < double.MaxValue).DefaultIfEmpty(0).Max());

    private static double Share(double own, (double Least, double Most) span) =>
        own == double.MaxValue ? 0 : span.Most > span.Least ? 1 - ((own - span.Least) / (span.Most - span.Least)) : 1;

    private static double Quality(Candidate one) => (one.Request.Model.Quality ?? Middling) - (one.FailureShare * GradesForFailing);

    private static double Price(Candidate one) => (double?)one.Usd ?? double.MaxValue;

    // The grade stands in for a measured time: 5 is about ten seconds, 1 about three minutes.
    private static double Wait(Candidate one) => (one.Seconds ?? (10 * Math.Pow(2, 5 - (one.Request.Model.Speed ?? Middling)))) * (1 + (one.FailureShare * 2));
}
