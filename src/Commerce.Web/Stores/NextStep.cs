using Commerce.Brand;
using Commerce.Stores;

namespace Commerce.Web.Stores;

/// <summary>The one thing that brings a store further, most urgent first.</summary>
public enum NextStep
{
    WaitForCatalogue,
    SyncAgain,
    AddProducts,
    WaitForBrand,
    ReadSite,
    FirstBatch,

    /// <summary>The latest run made nothing at all.</summary>
    MendRun,
    Review,
    Publish,
    ResumeRun,
    TopUp,
    CoverMore,
    AllDone,
}

/// <summary>What the next step follows from.</summary>
/// <param name="LastFailed">Whether the latest run ended without a single result and nothing runs since.</param>
/// <param name="Paused">Whether a run rests.</param>
public sealed record NextStepFacts(
    SyncState Sync, int Products, bool HasBrand, ReadingState? Reading, bool HasBatches, int ToReview, int ToPublish, long Credits, bool Running, int Uncovered, bool LastFailed = false, bool Paused = false)
{
    /// <summary>Fewer credits than this will not last for a batch worth the name.</summary>
    public const int LowCredits = 20;

    public NextStep Decide() => this switch
    {
        { Sync: SyncState.Queued or SyncState.Running or SyncState.Never } => NextStep.WaitForCatalogue,
        { Sync: SyncState.Failed } => NextStep.SyncAgain,
        { Products: 0 } => NextStep.AddProducts,
        { HasBrand: false, Reading: ReadingState.Queued or ReadingState.Running } => NextStep.WaitForBrand,
        { HasBrand: false } => NextStep.ReadSite,
        { HasBatches: false } => NextStep.FirstBatch,
        { LastFailed: true } => NextStep.MendRun,
        { ToReview: > 0 } => NextStep.Review,
        { ToPublish: > 0 } => NextStep.Publish,
        { Paused: true } => NextStep.ResumeRun,
        { Credits: < LowCredits, Running: false } => NextStep.TopUp,
        { Uncovered: > 0 } => NextStep.CoverMore,
        _ => NextStep.AllDone,
    };
}
