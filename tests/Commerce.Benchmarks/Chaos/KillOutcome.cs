namespace Commerce.Benchmarks.Chaos;

/// <summary>What is left of a run with kills.</summary>
/// <param name="Ended">Rows that have an end.</param>
/// <param name="Faults">What is wrong with the books, in words.</param>
/// <param name="Asked">Orders in the provider's log.</param>
/// <param name="Bought">Purchases among them.</param>
/// <param name="BoughtTwice">Rows with more than one purchase.</param>
/// <param name="WrongEnds">Rows whose end does not fit what the provider did.</param>
/// <param name="Fallen">Workers that ended by themselves.</param>
/// <param name="Kills">Workers that were killed.</param>
/// <param name="Restarts">Restarts of the database.</param>
/// <param name="Cut">Connections that were cut.</param>
/// <param name="Exhaustions">How often no connection was left.</param>
/// <param name="Seconds">The whole run.</param>
/// <param name="SecondsAfter">From the last kill to the last row's end.</param>
internal sealed record KillOutcome(
    long Ended, IReadOnlyList<string> Faults, int Asked, int Bought, int BoughtTwice, int WrongEnds, int Fallen, int Kills, int Restarts, int Cut, int Exhaustions,
    double Seconds, double SecondsAfter);
