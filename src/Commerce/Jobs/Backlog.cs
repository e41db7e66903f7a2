namespace Commerce.Jobs;

/// <summary>The tables that lanes work off, by name.</summary>
public enum Backlog
{
    Generations,
    Publications,
    Signals,
}
