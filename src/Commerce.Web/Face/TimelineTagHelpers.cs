using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>What happened, newest first.</summary>
[HtmlTargetElement("cs-timeline")]
public sealed class TimelineTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.AddClass("timeline");
    }
}

[HtmlTargetElement("cs-event")]
public sealed class EventTagHelper(Figures figures) : TagHelper
{
    public string Title { get; set; } = "";

    public Tone Tone { get; set; }

    public DateTimeOffset At { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass(Tone.ClassOf("event"));
        output.Content.SetHtmlContent(Markup.Of($"""
            <div class="event-words">
              <div class="event-top"><span class="event-title">{Title}</span><time class="event-time" datetime="{At.ToString("O", CultureInfo.InvariantCulture)}" title="{figures.Exactly(At)}">{figures.Ago(At)}</time></div>
              {Markup.When(!body.IsEmptyOrWhiteSpace, $"<div class=\"event-body\">{body}</div>")}
            </div>
            """));
    }
}
