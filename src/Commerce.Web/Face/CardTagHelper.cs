using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>A surface with an optional title. Slots: <c>actions</c>, <c>footer</c>. <c>flush</c> lets a table or picture reach the edges.</summary>
[HtmlTargetElement("cs-card")]
public sealed class CardTagHelper : TagHelper
{
    public string? Title { get; set => field = value.OrNull(); }

    public string? Subtitle { get; set => field = value.OrNull(); }

    public bool Flush { get; set; }

    public override void Init(TagHelperContext context) => Slots.Open(context);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.TagName = "section";
        output.AddClass("card");
        var actions = Slots.Take(context, "actions");
        var footer = Slots.Take(context, "footer");
        output.Content.SetHtmlContent(Markup.Of($"""
            {Markup.When(Title is not null || actions is not null, $"<div class=\"card-header\"><div class=\"card-words\">{Markup.When(Title is not null, $"<h2>{Title}</h2>")}{Markup.When(Subtitle is not null, $"<p class=\"card-subtitle\">{Subtitle}</p>")}</div>{Markup.When(actions is not null, $"<div class=\"card-actions\">{actions}</div>")}</div>")}
            <div class="card-body{(Flush ? " card-flush" : "")}">{body}</div>
            {Markup.When(footer is not null, $"<div class=\"card-footer\">{footer}</div>")}
            """));
    }
}
