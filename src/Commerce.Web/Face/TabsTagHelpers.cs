using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>Views of one thing, each with its own address.</summary>
[HtmlTargetElement("cs-tabs")]
public sealed class TabsTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.AddClass("tabs");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Attributes.SetAttribute("data-controller", "tabs");
    }
}

[HtmlTargetElement("cs-tab")]
public sealed class TabTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    public bool Active { get; set; }

    public string? Count { get; set => field = value.OrNull(); }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = "a";
        output.AddClass("tab");
        output.Attributes.SetAttribute("href", Href);
        if (Active)
        {
            output.Attributes.SetAttribute("aria-current", "page");
        }

        output.Content.SetHtmlContent(Markup.Of($"{words}{Markup.When(Count is not null, $"<span class=\"tab-count\">{Count}</span>")}"));
    }
}
