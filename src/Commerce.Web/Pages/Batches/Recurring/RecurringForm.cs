using System.Globalization;
using Commerce.Batches.Recurring;
using Commerce.Catalogue;
using Commerce.Data;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Recurring;

/// <summary>What a person wrote into the form of a recurring run.</summary>
public sealed record RecurringForm(string Name, ProductFilter Filter, Every Every, DateOnly FirstOn, TimeOnly AtTime, long MostCredits)
{
    private const long HighestCap = 10_000_000;

    public string EveryText => EnumText.Of(Every);

    public string FirstOnText => FirstOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string AtTimeText => AtTime.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What a run says now, to be changed.</summary>
    public static RecurringForm Of(RecurringRun run) => new(run.Name, new ProductFilter(), run.Every, run.FirstOn, run.AtTime, run.MostCredits);

    /// <summary>Reads it; what cannot be read is said beside its field.</summary>
    /// <param name="kept">The first day of the run that is changed, which may be over.</param>
    public static RecurringForm Read(IFormCollection form, ModelStateDictionary problems, IStringLocalizer<Words> text, DateOnly today, DateOnly? kept = null)
    {
        var name = RecipeForm.Clean(form["name"]);
        if (name.Length is 0 or > RecurringRun.LongestName)
        {
            problems.AddModelError("name", text["Give it a name of at most {0} characters.", RecurringRun.LongestName]);
        }

        if (!DateOnly.TryParseExact(form["firstOn"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            || (first != kept && (first < today || first > today.AddYears(1))))
        {
            problems.AddModelError("firstOn", text["Choose a day from today on, in the next twelve months."]);
            first = kept ?? today.AddDays(1);
        }

        if (!TimeOnly.TryParseExact(form["atTime"], ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            problems.AddModelError("atTime", text["This is no time of day."]);
        }

        if (!long.TryParse(form["mostCredits"], NumberStyles.None, CultureInfo.InvariantCulture, out var cap) || cap is < 1 or > HighestCap)
        {
            problems.AddModelError("mostCredits", text["Write a number of credits from 1 on."]);
            cap = 1;
        }

        var every = Enum.GetValues<Every>().FirstOrDefault(one => EnumText.Of(one) == form["every"], Every.Week);
        ProductStatus? status = Enum.TryParse<ProductStatus>(form["status"], ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        var filter = new ProductFilter(null, ProductFilter.Clean(form["type"]), ProductFilter.Clean(form["vendor"]), ProductFilter.Clean(form["tag"]), ProductFilter.Clean(form["collection"]), status);
        return new RecurringForm(name, filter, every, first, at, cap);
    }
}
