using Commerce.Generations;

namespace Commerce.Routing.Cutouts;

/// <summary>A cut-out as it was found, with where the row that ordered it stands.</summary>
/// <param name="OwnerState">Null when the row is gone.</param>
/// <param name="OwnerAttempt">The row's attempt by now.</param>
/// <param name="OwnerError">What the row failed with last.</param>
public sealed record SeenCutout(Cutout Cutout, GenerationState? OwnerState, int OwnerAttempt, string? OwnerError)
{
    // After a day nobody waits for it any more.
    private static readonly TimeSpan Doubtful = TimeSpan.FromDays(1);

    // Failures of which it is not known whether the vendor made it and charged.
    private static readonly HashSet<string> Unsure = ["answer-lost", "timeout", "output-expired", "provider_missing", "internal"];

    /// <summary>Whether its row is at it.</summary>
    public bool Busy => Cutout.State is CutoutState.Ordered && OwnerAttempt == Cutout.Attempt
        && OwnerState is GenerationState.Submitting or GenerationState.Uncertain or GenerationState.Waiting or GenerationState.Fetching or GenerationState.Checking;

    /// <summary>Whether it may have been bought without a result; nobody buys it again on the same day.</summary>
    public bool InDoubt(DateTimeOffset now) => now < Cutout.At + Doubtful
        && (Cutout.State is CutoutState.Lost || (Cutout.State is CutoutState.Ordered && !Busy && OwnerError is { } code && Unsure.Contains(code)));
}
