using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>Where a claim comes from: the page it was read on and the sentence itself.</summary>
[HtmlTargetElement("cs-receipt", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ReceiptTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    /// <summary>Unique on the page.</summary>
    public string Id { get; set; } = "";

    public string Page { get; set; } = "";

    public string Sentence { get; set; } = "";

    /// <summary>What the receipt proves, for assistive technology.</summary>
    public string Claim { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("data-controller", "popover");
        output.Content.SetHtmlContent(Markup.Of($"""
            <button type="button" class="receipt" popovertarget="{Id}" data-popover-target="button" aria-label="{text["Receipt for {0}", Claim].Value}">{text["Receipt"].Value}</button>
            <span class="popover" id="{Id}" popover data-popover-target="panel" data-action="toggle->popover#place">
              <q class="receipt-quote">{Sentence}</q>
              <a class="receipt-source" href="{Page}" target="_blank" rel="noopener noreferrer">{Icons.Of("external", 14)}{Page}</a>
            </span>
            """));
    }
}
