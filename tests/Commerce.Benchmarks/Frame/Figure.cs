namespace Commerce.Benchmarks.Frame;

/// <summary>One measured number; with <c>--json</c> it is one line of output.</summary>
/// <param name="Bench">The bench it belongs to, as given to <c>./studio bench</c>.</param>
/// <param name="Name">What was measured, in words joined by hyphens.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Goal">The number it is held against; null where there is no goal.</param>
/// <param name="Peer">What it is compared with in the same run, measured on this machine; null without a peer.</param>
/// <param name="Met">Whether the goal was reached; true where there is none.</param>
public sealed record Figure(string Bench, string Name, double Value, string Unit, double? Goal, double? Peer, bool Met)
{
    /// <summary>What the number must be read with, such as the peer's contract; null when the name says it all.</summary>
    public string? Note { get; init; }

    /// <summary>Value by peer.</summary>
    public double? Ratio => Peer is > 0 ? Math.Round(Value / Peer.Value, 3) : null;

    /// <summary>A figure that is good when it is at least the goal.</summary>
    public static Figure AtLeast(string bench, string name, double value, string unit, double goal) => new(bench, name, value, unit, goal, null, value >= goal);

    /// <summary>A figure that is good when it is at least what the peer reached in the same run.</summary>
    public static Figure AgainstPeer(string bench, string name, double value, string unit, double peer, string contract) =>
        new(bench, name, value, unit, null, peer, value >= peer) { Note = contract };

    /// <summary>A figure that nothing is held against.</summary>
    public static Figure Told(string bench, string name, double value, string unit, string? note = null) => new(bench, name, value, unit, null, null, true) { Note = note };

    /// <summary>A figure that is good when it is at most the goal.</summary>
    public static Figure AtMost(string bench, string name, double value, string unit, double goal) => new(bench, name, value, unit, goal, null, value <= goal);
}
