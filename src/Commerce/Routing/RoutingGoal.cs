namespace Commerce.Routing;

/// <summary>What counts most when a vendor is chosen.</summary>
public enum RoutingGoal
{
    /// <summary>Good results at a fair price, without long waits.</summary>
    Balanced,

    /// <summary>The lowest price.</summary>
    Cheapest,

    /// <summary>The best grade of quality.</summary>
    Best,

    /// <summary>The shortest wait.</summary>
    Fastest,
}
