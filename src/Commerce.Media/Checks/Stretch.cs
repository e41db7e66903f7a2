namespace Commerce.Media.Checks;

/// <summary>A part of a video's time.</summary>
/// <param name="From">Seconds from the beginning.</param>
/// <param name="To">Seconds from the beginning.</param>
public sealed record Stretch(double From, double To)
{
    /// <summary>How long it is.</summary>
    public double Seconds => To - From;
}
