using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>
/// A field with label, help and error beside it, and a counter when <c>maxlength</c> and <c>counter</c> are set.
/// <c>for</c> takes name, value and error from the model; <c>name</c> and <c>value</c> serve without a model.
/// <c>rows</c> makes it a text area, <c>options</c> a select, <c>search</c> a select that can be searched.
/// </summary>
[HtmlTargetElement("cs-field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression? For { get; set; }

    public string Label { get; set; } = "";

    public string? Name { get; set => field = value.OrNull(); }

    public string? Value { get; set => field = value.OrNull(); }

    public string? Help { get; set => field = value.OrNull(); }

    public string? Error { get; set => field = value.OrNull(); }

    public bool Optional { get; set; }

    public bool Counter { get; set; }

    public int? Maxlength { get; set; }

    public int? Rows { get; set; }

    public string Type { get; set; } = "text";

    public string? Icon { get; set => field = value.OrNull(); }

    public IEnumerable<SelectListItem>? Options { get; set; }

    public bool Search { get; set; }

    /// <summary>Hides the label from sight, for a search box in a bar.</summary>
    public bool HideLabel { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = For is null ? Name ?? "" : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        // A secret is never written back, not even to whoever typed it.
        var value = Type == "password" ? "" : Value ?? Entered(name) ?? Convert.ToString(For?.Model, CultureInfo.InvariantCulture) ?? "";
        var error = Error ?? ErrorOf(name);
        var id = output.Attributes["id"]?.Value?.ToString() ?? TagBuilder.CreateSanitizedId(name, "-");
        var extra = Rest(output, id, error is not null);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "field");
        if (Counter)
        {
            output.Attributes.SetAttribute("data-controller", "counter");
        }

        output.Content.SetHtmlContent(Markup.Of($"""
            <div class="field-top{(HideLabel ? " visually-hidden" : "")}"><label class="field-label" for="{(Search ? id + "-search" : id)}">{Label}</label>{Aside(value)}</div>
            {Control(id, name, value, extra)}
            {Markup.When(error is not null, $"<p class=\"field-error\" id=\"{id}-error\">{Icons.Of("alert", 16)}<span>{error}</span></p>")}
            {Markup.When(Help is not null, $"<p class=\"field-help\" id=\"{id}-help\">{Help}</p>")}
            """));
    }

    private IHtmlContent Control(string id, string name, string value, IHtmlContent extra)
    {
        if (Options is not null)
        {
            var select = FieldSelect.Of(id, name, value, Options, extra, Search);
            return Search ? FieldSelect.WithSearch(id, Label, select, text["Nothing matches"].Value) : select;
        }

        var counting = Markup.When(Counter, $" data-counter-target=\"input\" data-action=\"counter#count\"");
        if (Rows is { } rows)
        {
            return Markup.Of($"<textarea class=\"input\" id=\"{id}\" name=\"{name}\" rows=\"{rows}\"{extra}{counting}>\n{value}</textarea>");
        }

        var input = Markup.Of($"<input class=\"input\" id=\"{id}\" name=\"{name}\" type=\"{Type}\" value=\"{value}\"{extra}{counting}>");
        return Icon is null ? input : Markup.Of($"<div class=\"input-affix\">{Icons.Of(Icon, 16)}{input}</div>");
    }

    private IHtmlContent Aside(string value)
    {
        if (Counter)
        {
            return Markup.Of($"<span class=\"field-counter\" data-counter-target=\"count\">{value.Length}/{Maxlength}</span>");
        }

        return Markup.When(Optional, $"<span class=\"field-optional\">{text["Optional"].Value}</span>");
    }

    /// <summary>Attributes the page wrote on the field belong to its control, together with what describes it.</summary>
    private HtmlContentBuilder Rest(TagHelperOutput output, string id, bool failed)
    {
        var rest = new HtmlContentBuilder();
        foreach (var attribute in output.Attributes.Where(each => each.Name is not "id"))
        {
            rest.AppendHtml(" ").AppendHtml(attribute);
        }

        var described = string.Join(' ', new[] { failed ? $"{id}-error" : null, Help is null ? null : $"{id}-help" }.OfType<string>());
        rest.AppendHtml(Markup.Attribute("aria-describedby", described.Length > 0 ? described : null));
        rest.AppendHtml(Markup.Attribute("aria-invalid", failed ? "true" : null));
        rest.AppendHtml(Markup.Attribute("maxlength", Maxlength?.ToString(CultureInfo.InvariantCulture)));
        return rest;
    }

    private string? Entered(string name) =>
        ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) ? entry.AttemptedValue : null;

    private string? ErrorOf(string name) =>
        ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null;
}
