using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>The bar of a selection, inside an element with <c>data-controller="selection"</c>. Its content are the actions.</summary>
[HtmlTargetElement("cs-selection-bar")]
public sealed class SelectionBarTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    /// <summary>What one chosen item is called, for example "1 product selected".</summary>
    public string One { get; set; } = "";

    /// <summary>The same for several, with <c>{0}</c> for the number.</summary>
    public string Many { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = await output.GetChildContentAsync();
        output.TagName = "div";
        output.AddClass("selection-bar");
        output.Attributes.SetAttribute("data-selection-target", "bar");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-label", text["Selection"].Value);
        output.Attributes.SetAttribute("hidden", "hidden");
        output.Content.SetHtmlContent(Markup.Of($"""
            <span class="selection-count" data-selection-target="count" data-one="{One}" data-many="{Many}" aria-live="polite"></span>
            <button type="button" class="button button-plain" data-action="selection#clear">{text["Clear"].Value}</button>
            {actions}
            """));
    }
}
