using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>Two pictures under one moving line; pointer, touch and arrow keys move it.</summary>
[HtmlTargetElement("cs-compare", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CompareTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    public string Before { get; set; } = "";

    public string After { get; set; } = "";

    public string BeforeAlt { get; set; } = "";

    public string AfterAlt { get; set; } = "";

    public string? BeforeLabel { get; set => field = value.OrNull(); }

    public string? AfterLabel { get; set => field = value.OrNull(); }

    public string Ratio { get; set; } = "1";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("compare");
        output.Attributes.SetAttribute("data-controller", "compare");
        output.Attributes.SetAttribute("style", $"--ratio: {Ratio}");
        output.Content.SetHtmlContent(Markup.Of($"""
            <img class="compare-before" src="{Before}" alt="{BeforeAlt}">
            <img class="compare-after" src="{After}" alt="{AfterAlt}">
            <span class="compare-label compare-label-before">{BeforeLabel ?? text["Source"].Value}</span>
            <span class="compare-label compare-label-after">{AfterLabel ?? text["Result"].Value}</span>
            <span class="compare-line"></span>
            <input class="compare-range" type="range" min="0" max="100" step="1" value="50" aria-label="{text["Share of the source picture shown, in percent"].Value}" data-compare-target="range" data-action="input->compare#move">
            """));
    }
}
