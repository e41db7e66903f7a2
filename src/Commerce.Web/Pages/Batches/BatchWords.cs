using Commerce.Batches;
using Commerce.Generations;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>States of batches and rows as a person reads them.</summary>
public static class BatchWords
{
    public static (Tone Tone, string Words) Of(IStringLocalizer<Words> text, BatchState state) => state switch
    {
        BatchState.Running => (Tone.Info, text["Running"]),
        BatchState.Cancelling => (Tone.Warning, text["Cancelling"]),
        BatchState.Done => (Tone.Success, text["Done"]),
        BatchState.Partial => (Tone.Warning, text["Partly done"]),
        BatchState.Failed => (Tone.Critical, text["Failed"]),
        _ => (Tone.Neutral, text["Cancelled"]),
    };

    public static (Tone Tone, string Words) Of(IStringLocalizer<Words> text, GenerationState state) => state switch
    {
        GenerationState.Queued => (Tone.Neutral, text["Waiting"]),
        GenerationState.Done => (Tone.Success, text["Delivered"]),
        GenerationState.Failed or GenerationState.Expired => (Tone.Critical, text["Failed"]),
        GenerationState.Cancelled => (Tone.Neutral, text["Cancelled"]),
        GenerationState.Checking => (Tone.Info, text["Being checked"]),
        GenerationState.Uncertain => (Tone.Warning, text["Being cleared up"]),
        _ => (Tone.Info, text["Being made"]),
    };

    /// <summary>Rate and time left, or what the run is waiting for, or when it ended.</summary>
    public static string Pace(IStringLocalizer<Words> text, Figures figures, BatchProgress progress, Batch batch) => progress switch
    {
        { State: BatchState.Cancelling } => text["Ending what is under way"],
        { Active: true, PerMinute: { } rate, Left: { } left } => text["{0} a minute, about {1} left", figures.Number((long)Math.Max(1, Math.Round(rate))), figures.Length(left)],
        { Active: true, Ended: 0, Running: 0 } => text["Starts within a minute"],
        { Active: true } => text["Measuring the pace"],
        _ => batch.FinishedAt is { } at ? text["Ended {0}", figures.Ago(at)] : "",
    };
}
