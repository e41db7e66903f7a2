using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>Tells the keys of a page; put it in the <c>Keys</c> section and it stands at the window's foot.</summary>
[HtmlTargetElement("cs-keys")]
public sealed class KeysTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.AddClass("keys");
    }
}

/// <summary>One key or several (split by a space) and what they do.</summary>
[HtmlTargetElement("cs-key")]
public sealed class KeyTagHelper : TagHelper
{
    public string Key { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        var keys = Markup.Join(Key.Split(' ').Select(key => Markup.Of($"<kbd>{key}</kbd>")));
        output.TagName = "span";
        output.AddClass("key");
        output.Content.SetHtmlContent(Markup.Of($"{keys}<span>{words}</span>"));
    }
}
