using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>
/// A small choice. With <c>name</c> it picks (a checkbox, or a radio button with <c>one-of</c>); with <c>href</c> it
/// filters; with <c>remove-href</c> or <c>remove-name</c> it can be taken away; with none of them it only says something.
/// </summary>
[HtmlTargetElement("cs-chip")]
public sealed class ChipTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    public string? Name { get; set => field = value.OrNull(); }

    public string Value { get; set; } = "true";

    public bool OneOf { get; set; }

    public bool Active { get; set; }

    public bool Disabled { get; set; }

    public string? Href { get; set => field = value.OrNull(); }

    public string? Count { get; set => field = value.OrNull(); }

    public string? Icon { get; set => field = value.OrNull(); }

    public string? RemoveHref { get; set => field = value.OrNull(); }

    /// <summary>The name of the submit button that removes it; its value is <c>value</c>.</summary>
    public string? RemoveName { get; set => field = value.OrNull(); }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var child = await output.GetChildContentAsync();
        var words = child.GetContent();
        output.TagName = Name is not null ? "label" : Href is not null ? "a" : "span";
        output.AddClass(Name is null && Href is null ? "chip chip-still" : "chip");
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
        }

        if (Href is not null && Active)
        {
            output.Attributes.SetAttribute("aria-current", "true");
        }

        var remove = text["Remove {0}", Plain(words)].Value;
        output.Content.SetHtmlContent(Markup.Of($"""
            {Markup.When(Name is not null, $"<input type=\"{(OneOf ? "radio" : "checkbox")}\" name=\"{Name}\" value=\"{Value}\"{Markup.When(Active, $" checked")}{Markup.When(Disabled, $" disabled")}>")}{Markup.When(Icon is not null, $"{Icons.Of(Icon ?? "check", 16)}")}<span class="truncate">{child}</span>{Markup.When(Count is not null, $"<span class=\"chip-count\">{Count}</span>")}{Markup.When(RemoveHref is not null, $"<a class=\"chip-remove\" href=\"{RemoveHref}\" aria-label=\"{remove}\">{Icons.Of("close", 16)}</a>")}{Markup.When(RemoveName is not null, $"<button class=\"chip-remove\" name=\"{RemoveName}\" value=\"{Value}\" aria-label=\"{remove}\">{Icons.Of("close", 16)}</button>")}
            """));
    }

    private static string Plain(string html) => System.Net.WebUtility.HtmlDecode(html).Trim();
}
