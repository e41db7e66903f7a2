using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>A table that becomes cards on a phone; cells name their column with <c>data-label</c>.</summary>
[HtmlTargetElement("cs-table")]
public sealed class TableTagHelper : TagHelper
{
    public string Caption { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "table";
        output.AddClass("table");
        output.PreElement.SetHtmlContent(Markup.Of($"<div class=\"table-wrap\" role=\"region\" aria-label=\"{Caption}\" tabindex=\"0\">"));
        output.PreContent.SetHtmlContent(Markup.Of($"<caption class=\"visually-hidden\">{Caption}</caption>"));
        output.PostElement.SetHtmlContent(Markup.Of($"</div>"));
    }
}
