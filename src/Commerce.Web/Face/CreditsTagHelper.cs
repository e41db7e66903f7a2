using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>The credits a store has; pressing it tells plan, held credits and the day they are filled up again.</summary>
[HtmlTargetElement("cs-credits", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CreditsTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    public string Id { get; set; } = "credits";

    public long Available { get; set; }

    public long Held { get; set; }

    public string? Plan { get; set => field = value.OrNull(); }

    public string? ResetsOn { get; set => field = value.OrNull(); }

    public string? Href { get; set => field = value.OrNull(); }

    /// <summary>Marks a balance that will not last.</summary>
    public bool Low { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("data-controller", "popover");
        var available = Available.ToString("N0", CultureInfo.CurrentCulture);
        output.Content.SetHtmlContent(Markup.Of($"""
            <button type="button" class="credits{(Low ? " credits-low" : "")}" popovertarget="{Id}-panel" data-popover-target="button">{Icons.Of("credits", 16)}{text["{0} credits", available].Value}</button>
            <div class="popover" id="{Id}-panel" popover data-popover-target="panel" data-action="toggle->popover#place">
              <dl class="facts">
                <dt>{text["Available"].Value}</dt><dd class="strong">{available}</dd>
                <dt>{text["Held for running work"].Value}</dt><dd>{Held.ToString("N0", CultureInfo.CurrentCulture)}</dd>
                {Markup.When(Plan is not null, $"<dt>{text["Plan"].Value}</dt><dd>{Plan}</dd>")}
                {Markup.When(ResetsOn is not null, $"<dt>{text["Filled up again"].Value}</dt><dd>{ResetsOn}</dd>")}
              </dl>
              {Markup.When(Href is not null, $"<a href=\"{Href}\">{text["See every credit"].Value}</a>")}
            </div>
            """));
    }
}
