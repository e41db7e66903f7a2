using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>A message about the page: what happened, what it means for the money, what to do. Slot: <c>actions</c>.</summary>
[HtmlTargetElement("cs-banner")]
public sealed class BannerTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    public Tone Tone { get; set; } = Tone.Info;

    public string? Title { get; set => field = value.OrNull(); }

    public bool Dismissible { get; set; }

    public override void Init(TagHelperContext context) => Slots.Open(context);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        var actions = Slots.Take(context, "actions");
        output.TagName = "div";
        output.AddClass(Tone.ClassOf("banner"));
        output.Attributes.SetAttribute("role", Tone is Tone.Critical ? "alert" : "status");
        if (Dismissible)
        {
            output.Attributes.SetAttribute("data-controller", "dismiss");
        }

        output.Content.SetHtmlContent(Markup.Of($"""
            {Icons.Of(Tone.Icon())}
            <div class="banner-body">
              {Markup.When(Title is not null, $"<h2 class=\"banner-title\">{Title}</h2>")}
              {Markup.When(!body.IsEmptyOrWhiteSpace, $"<div>{body}</div>")}
              {Markup.When(actions is not null, $"<div class=\"banner-actions\">{actions}</div>")}
            </div>
            {Markup.When(Dismissible, $"<button type=\"button\" class=\"button button-plain button-icon banner-close\" data-action=\"dismiss#dismiss\" aria-label=\"{text["Dismiss"].Value}\">{Icons.Of("close", 16)}</button>")}
            """));
    }
}
