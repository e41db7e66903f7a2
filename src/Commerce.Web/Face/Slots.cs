using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>A named part of the component around it: <c>&lt;cs-slot name="actions"&gt;</c>.</summary>
[HtmlTargetElement("cs-slot", Attributes = "name")]
public sealed class Slots : TagHelper
{
    public string Name { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        // A slot whose condition did not hold is as good as absent: no empty bar stands in its place.
        if (!content.IsEmptyOrWhiteSpace)
        {
            Of(context)[Name] = content;
        }

        output.SuppressOutput();
    }

    /// <summary>Called by a component before its children run, so that slots land in the nearest one.</summary>
    internal static void Open(TagHelperContext context) =>
        context.Items[typeof(Slots)] = new Dictionary<string, IHtmlContent>(StringComparer.Ordinal);

    internal static IHtmlContent? Take(TagHelperContext context, string name) => Of(context).GetValueOrDefault(name);

    private static Dictionary<string, IHtmlContent> Of(TagHelperContext context) =>
        context.Items.TryGetValue(typeof(Slots), out var slots)
            ? (Dictionary<string, IHtmlContent>)slots
            : throw new InvalidOperationException("cs-slot stands inside a component that has slots.");
}
