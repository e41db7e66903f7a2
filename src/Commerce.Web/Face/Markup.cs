using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>Composes HTML from an interpolated string: every hole is encoded unless it already is HTML.</summary>
internal static class Markup
{
    public static IHtmlContent Nothing => HtmlString.Empty;

    public static IHtmlContent Of(FormattableString text) => new HtmlFormattableString(text.Format, text.GetArguments());

    /// <summary>The content when the condition holds, nothing otherwise.</summary>
    public static IHtmlContent When(bool condition, FormattableString text) => condition ? Of(text) : Nothing;

    /// <summary>One attribute with a leading space, or nothing when the value is null.</summary>
    public static IHtmlContent Attribute(string name, string? value) =>
        value is null ? Nothing : Of($" {new HtmlString(name)}=\"{value}\"");

    public static IHtmlContent Join(IEnumerable<IHtmlContent> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts)
        {
            all.AppendHtml(part);
        }

        return all;
    }

    /// <summary>An attribute whose expression was null reaches a tag helper as empty text; both mean "not given".</summary>
    public static string? OrNull(this string? value) => string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Adds classes in front of those the page wrote on the element.</summary>
    public static void AddClass(this TagHelperOutput output, string classes)
    {
        var own = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(own) ? classes : $"{classes} {own}");
    }
}
