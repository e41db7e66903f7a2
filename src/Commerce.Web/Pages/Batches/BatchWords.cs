using System.Globalization;
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
        BatchState.Scheduled => (Tone.Neutral, text["Scheduled"]),
        BatchState.Running => (Tone.Info, text["Running"]),
        BatchState.Paused => (Tone.Warning, text["Paused"]),
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
        { State: BatchState.Scheduled } => text["Starts {0}", figures.Moment(batch.StartsAt ?? batch.CreatedAt)],
        { State: BatchState.Paused, Running: > 0 } => text["Paused, what had begun comes to its end"],
        { State: BatchState.Paused } => batch.PausedAt is { } paused ? text["Paused {0}", figures.Ago(paused)] : text["Paused"],
        { State: BatchState.Cancelling } => text["Ending what is under way"],
        { Active: true, PerMinute: { } rate, Left: { } left } => text["{0} a minute, about {1} left", figures.Number((long)Math.Max(1, Math.Round(rate))), figures.Length(left)],
        { Active: true, Ended: 0, Running: 0 } => text["Starts within a minute"],
        { Active: true } => text["Measuring the pace"],
        _ => batch.FinishedAt is { } at ? text["Ended {0}", figures.Ago(at)] : "",
    };

    /// <summary>A line of a batch's history: what somebody did, and what it came to.</summary>
    public static (Tone Tone, string Title, string? Words) Of(IStringLocalizer<Words> text, Figures figures, BatchEvent line)
    {
        var rows = long.TryParse(line.Detail, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return line.Kind switch
        {
            BatchEventKind.StartedOnSchedule => (Tone.Info, text["Started as planned"], null),
            BatchEventKind.Paused => (Tone.Warning, text["Paused by {0}", line.Person], figures.Count(rows, "1 row waits.", "{0} rows wait.")),
            BatchEventKind.Resumed => (Tone.Info, text["Resumed by {0}", line.Person], figures.Count(rows, "1 row goes on.", "{0} rows go on.")),
            BatchEventKind.Cancelled => (Tone.Warning, text["Cancelled by {0}", line.Person], text["What was not made yet ends, and its credits come back."]),
            BatchEventKind.Front => (Tone.Info, text["Put at the front of the queue by {0}", line.Person], null),
            BatchEventKind.Moved => (Tone.Info, text["Moved to another time by {0}", line.Person], text["New time: {0}.", figures.Moment(DateTimeOffset.Parse(line.Detail, CultureInfo.InvariantCulture))]),
            BatchEventKind.StartedEarly => (Tone.Info, text["Started before its time by {0}", line.Person], figures.Count(rows, "1 row came due at once.", "{0} rows came due at once.")),
            BatchEventKind.Back => (Tone.Info, text["Put back in the queue by {0}", line.Person], null),
            _ => (Tone.Info, text["Tried again by {0}", line.Person], figures.Count(rows, "1 failed row goes round again.", "{0} failed rows go round again.")),
        };
    }
}
