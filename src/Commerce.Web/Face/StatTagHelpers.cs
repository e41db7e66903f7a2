using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>A row of figures.</summary>
[HtmlTargetElement("cs-stats")]
public sealed class StatsTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.AddClass("stats");
    }
}

/// <summary>One figure with its unit; with <c>href</c> it leads to what it counts.</summary>
[HtmlTargetElement("cs-stat", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public string Value { get; set; } = "";

    public string? Unit { get; set => field = value.OrNull(); }

    public string? Note { get; set => field = value.OrNull(); }

    public string? Href { get; set => field = value.OrNull(); }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Href is null ? "div" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("stat");
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
        }

        output.Content.SetHtmlContent(Markup.Of($"""
            <span class="stat-label">{Label}</span>
            <span class="stat-value">{Value}{Markup.When(Unit is not null, $" <span class=\"stat-unit\">{Unit}</span>")}</span>
            {Markup.When(Note is not null, $"<span class=\"stat-note\">{Note}</span>")}
            """));
    }
}
