using System.Globalization;
using Commerce.Batches.Recurring;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Recurring;

/// <summary>How often something runs and what became of it, as a person reads it.</summary>
public static class RecurringWords
{
    public static string Of(IStringLocalizer<Words> text, Every every) => every switch
    {
        Every.Day => text["Every day"],
        Every.Week => text["Every week"],
        _ => text["Every month"],
    };

    /// <summary>“Every week on Monday at 06:00”.</summary>
    public static string Of(IStringLocalizer<Words> text, RecurringRun run)
    {
        var at = run.AtTime.ToString("HH:mm", CultureInfo.InvariantCulture);
        return run.Every switch
        {
            Every.Day => text["Every day at {0}", at],
            Every.Week => text["Every week on {0} at {1}", CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(run.FirstOn.DayOfWeek), at],
            _ => text["Every month on day {0} at {1}", run.FirstOn.Day, at],
        };
    }

    public static string Of(IStringLocalizer<Words> text, RecurringStart start) => start.Outcome switch
    {
        RecurringOutcome.Started => text["Started"],
        RecurringOutcome.Nothing => text["Nothing new to make"],
        _ => text["Not started: {0}", start.Detail],
    };
}
