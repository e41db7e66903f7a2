using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>What stands where nothing is yet: what this place is for, and the next step. Slot: <c>actions</c>.</summary>
[HtmlTargetElement("cs-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public string Icon { get; set; } = "image";

    /// <summary>1 when it is all a page has to say, otherwise 2.</summary>
    public int Heading { get; set; } = 2;

    public override void Init(TagHelperContext context) => Slots.Open(context);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        var actions = Slots.Take(context, "actions");
        output.TagName = "div";
        output.AddClass("empty");
        output.Content.SetHtmlContent(Markup.Of($"""
            <div class="empty-icon">{Icons.Of(Icon, 24)}</div>
            <h{Heading} class="empty-title">{Title}</h{Heading}>
            <div class="empty-text">{body}</div>
            {Markup.When(actions is not null, $"<div class=\"empty-actions\">{actions}</div>")}
            """));
    }
}
