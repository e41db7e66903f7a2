using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>A short state in words.</summary>
[HtmlTargetElement("cs-badge")]
public sealed class BadgeTagHelper : TagHelper
{
    public Tone Tone { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.AddClass(Tone.ClassOf("badge"));
    }
}
