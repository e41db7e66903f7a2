using System.Buffers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>A brand's colours with what each is for.</summary>
[HtmlTargetElement("cs-palette")]
public sealed class PaletteTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.AddClass("palette");
    }
}

[HtmlTargetElement("cs-swatch")]
public sealed class SwatchTagHelper : TagHelper
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>#rrggbb; anything else is not drawn, because it comes from a website and ends in a style.</summary>
    public string Hex { get; set; } = "";

    public string? Role { get; set => field = value.OrNull(); }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        var safe = Hex.Length == 7 && Hex[0] == '#' && Hex.AsSpan(1).IndexOfAnyExcept(HexDigits) < 0;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("swatch");
        output.Content.SetHtmlContent(Markup.Of($"""
            <span class="swatch-colour"{Markup.When(safe, $" style=\"--colour: {Hex}\"")}></span>
            {Markup.When(Role is not null, $"<span class=\"swatch-role\">{Role}</span>")}
            <span class="swatch-hex">{Hex}</span>
            {more}
            """));
    }
}
