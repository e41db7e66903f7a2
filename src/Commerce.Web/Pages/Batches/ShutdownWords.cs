using Commerce.Routing;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>The end of a model that a recipe names, in words.</summary>
public static class ShutdownWords
{
    /// <summary>How urgent it is.</summary>
    public static Tone ToneOf(Shutdown ending) => ending.DaysLeft switch
    {
        <= Shutdown.Urgent => Tone.Critical,
        <= Shutdown.Soon => Tone.Warning,
        _ => Tone.Info,
    };

    /// <summary>In a list.</summary>
    public static string Brief(IStringLocalizer<Words> text, Figures figures, Shutdown ending) =>
        ending.DaysLeft <= 0 ? text["model is shut down"] : figures.Count(ending.DaysLeft, "model ends in 1 day", "model ends in {0} days");

    /// <summary>What ends, and when.</summary>
    public static string Title(IStringLocalizer<Words> text, Figures figures, Shutdown ending) => ending.DaysLeft <= 0
        ? text["{0} was shut down on {1}", StyleForm.Model(text, ending.Name), figures.Date(ending.Until)]
        : text["{0} is shut down in {1}, on {2}", StyleForm.Model(text, ending.Name), figures.Count(ending.DaysLeft, "1 day", "{0} days"), figures.Date(ending.Until)];

    /// <summary>What that means, and what comes after it.</summary>
    public static string Means(IStringLocalizer<Words> text, Shutdown ending)
    {
        var means = ending.DaysLeft <= 0
            ? text["Nothing can be made with it any more. A batch that names it fails, and its credits come back."]
            : text["Until then everything goes on. After that day a batch that names it fails, and its credits come back."];
        var next = (ending.Successor, ending.Instead) switch
        {
            ({ } successor, { } instead) when successor == instead => text["Its successor is {0}.", StyleForm.Model(text, successor)],
            ({ } successor, _) => text["Its successor, {0}, is not connected here; choose another model or let AI choose one.", StyleForm.Model(text, successor)],
            _ => text["Choose another model, or the built-in renderer."],
        };
        return $"{means} {next}";
    }
}
