using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>The head of a page: way back, title, one primary action. Slots: <c>primary</c>, <c>actions</c>, <c>badge</c>.</summary>
[HtmlTargetElement("cs-page-header")]
public sealed class PageHeaderTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public string? Subtitle { get; set => field = value.OrNull(); }

    public string? Breadcrumb { get; set => field = value.OrNull(); }

    public string? BreadcrumbHref { get; set => field = value.OrNull(); }

    public override void Init(TagHelperContext context) => Slots.Open(context);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        output.TagName = "header";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("page-header");
        var primary = Slots.Take(context, "primary");
        var actions = Slots.Take(context, "actions");
        output.Content.SetHtmlContent(Markup.Of($"""
            <div class="page-header-words">
              {Markup.When(Breadcrumb is not null, $"<a class=\"breadcrumb\" href=\"{BreadcrumbHref}\">{Icons.Of("chevron-left", 16)}{Breadcrumb}</a>")}
              <div class="page-header-title"><h1>{Title}</h1>{Slots.Take(context, "badge")}</div>
              {Markup.When(Subtitle is not null, $"<p class=\"page-header-subtitle\">{Subtitle}</p>")}
            </div>
            {Markup.When(primary is not null || actions is not null, $"<div class=\"page-header-actions\">{actions}{Markup.When(primary is not null, $"<div class=\"page-header-primary\">{primary}</div>")}</div>")}
            """));
    }
}
