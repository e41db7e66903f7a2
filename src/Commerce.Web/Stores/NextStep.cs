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
    Review,
    Publish,
    TopUp,
    CoverMore,
    AllDone,
}

/// <summary>What the next step follows from.</summary>
public sealed record NextStepFacts(
    SyncState Sync, int Products, bool HasBrand, ReadingState? Reading, bool HasBatches, int ToReview, int ToPublish, long Credits, bool Running, int Uncovered)
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
        { ToReview: > 0 } => NextStep.Review,
        { ToPublish: > 0 } => NextStep.Publish,
        { Credits: < LowCredits, Running: false } => NextStep.TopUp,
        { Uncovered: > 0 } => NextStep.CoverMore,
        _ => NextStep.AllDone,
    };
}
