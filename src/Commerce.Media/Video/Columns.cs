namespace Commerce.Media.Video;

/// <summary>Neighbouring columns of a row.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The first that does not belong to them any more.</param>
internal readonly record struct Columns(int From, int To)
{
    /// <summary>However wide the film is.</summary>
    internal static Columns All { get; } = new(0, int.MaxValue);

    internal static Columns None => default;

    internal bool Empty => To <= From;

    internal int Count => Math.Max(0, To - From);

    /// <summary>What both have.</summary>
    internal Columns Within(Columns other) => new(Math.Max(From, other.From), Math.Min(To, other.To));

    /// <summary>Both, and what lies between them.</summary>
    internal Columns Hull(Columns other) => Empty ? other : other.Empty ? this : new(Math.Min(From, other.From), Math.Max(To, other.To));

    /// <summary>Whether the others are all among these.</summary>
    internal bool Hold(Columns other) => other.Empty || From <= other.From && To >= other.To;
}
