using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Commerce.Web.Face;

/// <summary>The select of a field, alone or behind a searchable box.</summary>
internal static class FieldSelect
{
    public static IHtmlContent Of(string id, string name, string value, IEnumerable<SelectListItem> options, IHtmlContent extra, bool search)
    {
        var lines = options.Select(option => Markup.Of(
            $"<option value=\"{option.Value}\"{Markup.When(option.Selected || option.Value == value, $" selected")}{Markup.When(option.Disabled, $" disabled")}>{option.Text}</option>"));
        return Markup.Of($"<select class=\"input\" id=\"{id}\" name=\"{name}\"{extra}{Markup.When(search, $" data-combobox-target=\"select\" hidden")}>{Markup.Join(lines)}</select>");
    }

    public static IHtmlContent WithSearch(string id, string label, IHtmlContent select, string none) => Markup.Of($"""
        <div class="combobox" data-controller="combobox">
          {select}
          <div class="input-affix">{Icons.Of("search", 16)}<input class="input" id="{id}-search" type="text" role="combobox" autocomplete="off" aria-expanded="false" aria-autocomplete="list" aria-controls="{id}-list" data-combobox-target="input" data-action="focus->combobox#open input->combobox#type keydown->combobox#key blur->combobox#close"></div>
          <ul class="combobox-list" id="{id}-list" role="listbox" aria-label="{label}" data-combobox-target="list" data-action="pointerdown->combobox#choose" hidden><li class="combobox-none" role="presentation" data-combobox-target="none" hidden>{none}</li></ul>
        </div>
        """);
}
