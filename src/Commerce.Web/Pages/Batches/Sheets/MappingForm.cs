using System.Globalization;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Mapping;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>The form that says which column holds what.</summary>
public static class MappingForm
{
    public static IReadOnlyList<SheetField> Fields { get; } = Enum.GetValues<SheetField>();

    public static string NameOf(SheetField field) => $"column-{field.ToString().ToLowerInvariant()}";

    /// <summary>What a column can be chosen from; the first choice is none.</summary>
    public static IEnumerable<SelectListItem> Options(IStringLocalizer<Words> text, Sheet sheet, SheetField field)
    {
        yield return new SelectListItem(text["Not in the sheet"], "", sheet.Mapping[field] is null);
        foreach (var (heading, column) in sheet.Headings.Take(SheetLayouts.AskingColumns(sheet.Headings)).Select((heading, column) => (heading, column)))
            yield return new SelectListItem(heading, column.ToString(CultureInfo.InvariantCulture), sheet.Mapping[field] == column);
    }

    /// <summary>Whatever a stranger sends becomes a mapping within the sheet's columns.</summary>
    public static SheetMapping Read(IFormCollection form, Sheet sheet) => new SheetMapping(Fields
        .Select(field => (field, Sent: form[NameOf(field)].ToString()))
        .Where(pair => int.TryParse(pair.Sent, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .ToDictionary(pair => pair.field, pair => int.Parse(pair.Sent, NumberStyles.None, CultureInfo.InvariantCulture))).Within(sheet.Headings.Length);
}
