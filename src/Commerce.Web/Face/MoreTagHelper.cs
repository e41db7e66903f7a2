using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>Keyset "Show more" under a list: <c>list</c> is the list's id, <c>href</c> the next page, null at the end.</summary>
[HtmlTargetElement("cs-more", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MoreTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    public string List { get; set; } = "";

    public string? Href { get; set => field = value.OrNull(); }

    /// <summary>Loads by itself as the end comes near, for contact sheets.</summary>
    public bool Auto { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("more");
        output.Attributes.SetAttribute("data-controller", "more");
        output.Attributes.SetAttribute("data-more-list-value", List);
        output.Attributes.SetAttribute("data-more-auto-value", Auto ? "true" : "false");
        output.Content.SetHtmlContent(Markup.When(Href is not null, $"<a class=\"button button-secondary\" href=\"{Href}\" data-more-target=\"link\" data-action=\"more#show\">{text["Show more"].Value}</a>"));
    }
}
