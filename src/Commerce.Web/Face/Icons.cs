using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>The icons, drawn on a 20 by 20 grid with one stroke width.</summary>
internal static class Icons
{
    private static readonly Dictionary<string, string> Drawings = new(StringComparer.Ordinal)
    {
        ["alert"] = "M10 3.2 17.6 16.5H2.4zM10 8v4M10 14.2v.1",
        ["arrow-left"] = "M16 10H4m5-5-5 5 5 5",
        ["arrow-right"] = "M4 10h12m-5-5 5 5-5 5",
        ["batches"] = "m10 3 7 3.5-7 3.5-7-3.5zM3 10l7 3.5 7-3.5M3 13.5 10 17l7-3.5",
        ["brand"] = "M10 2.8 11.9 8 17.2 10 11.9 12 10 17.2 8.1 12 2.8 10 8.1 8z",
        ["catalogue"] = "M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z",
        ["check"] = "m4 10.5 4 4 8-9",
        ["check-circle"] = "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M6.8 10.2l2.2 2.2 4.2-4.6",
        ["chevron-down"] = "m5 7.5 5 5 5-5",
        ["chevron-left"] = "m12 5-5 5 5 5",
        ["chevron-right"] = "m8 5 5 5-5 5",
        ["clock"] = "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 6v4l2.8 1.8",
        ["close"] = "m5 5 10 10M15 5 5 15",
        ["credits"] = "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M12.6 7.9a3.2 3.2 0 1 0 0 4.2",
        ["download"] = "M10 3v9m-4-3.5 4 4 4-4M3.5 16.5h13",
        ["edit"] = "m4 16 .8-3.4 8-8 2.6 2.6-8 8zM11.2 6.2l2.6 2.6",
        ["external"] = "M11 3.5h5.5V9M16.5 3.5 9 11M8 5H4.5v10.5H15V12",
        ["file"] = "M5 2.8h6l4 4v10.4H5zM11 2.8v4h4",
        ["filter"] = "M3 5h14M6 10h8M8.5 15h3",
        ["home"] = "M3 9.2 10 3l7 6.2V17h-4.5v-4.5h-5V17H3z",
        ["image"] = "M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2.5 4 4M13 7.4v.1",
        ["info"] = "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 9v4.5M10 6.4v.1",
        ["keyboard"] = "M2.5 5.5h15v9h-15zM5.5 8.5v.1M8.5 8.5v.1M11.5 8.5v.1M14.5 8.5v.1M6.5 11.8h7",
        ["link"] = "M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2l-.9.9M11.5 8.5a3 3 0 0 0-4.2 0l-2.6 2.6a3 3 0 0 0 4.2 4.2l.9-.9",
        ["lock"] = "M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 6 0V9",
        ["logo"] = "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 2.8 7.2 10 10 17.2M3.4 7.6h9M16.6 12.4h-8",
        ["more"] = "M4.5 10v.1M10 10v.1M15.5 10v.1",
        ["operator"] = "M2.8 10h3.4l2-5.5 3.6 11 2-5.5h3.4",
        ["pause"] = "M7 4.5v11M13 4.5v11",
        ["play"] = "M6.5 4v12l9.5-6z",
        ["plus"] = "M10 4v12M4 10h12",
        ["publications"] = "M10 13V3.5M6 7l4-4 4 4M3.5 12v4.5h13V12",
        ["refresh"] = "M16 10a6 6 0 1 1-1.8-4.2M16.2 2.8v3.4h-3.4",
        ["review"] = "M2.5 10s2.7-5 7.5-5 7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5M10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4",
        ["search"] = "M8.8 3.5a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.6M12.8 12.8l4 4",
        ["settings"] = "M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4",
        ["star"] = "m10 2.6 2.3 4.7 5.2.7-3.8 3.6.9 5.2-4.6-2.5-4.6 2.5.9-5.2L2.5 8l5.2-.7z",
        ["trash"] = "M3.5 5.5h13M8 5.5v-2h4v2M5.2 5.5l.8 11h8l.8-11M8.5 8.5v5M11.5 8.5v5",
        ["undo"] = "M4 8h8a4.2 4.2 0 0 1 0 8.4H8M7.2 4.8 4 8l3.2 3.2",
        ["unlock"] = "M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 5.8-1",
        ["upload"] = "M10 13V4M6 7.5l4-4 4 4M3.5 16.5h13",
        ["video"] = "M2.5 5h10v10h-10zM12.5 9l5-3v8l-5-3",
    };

    public static IEnumerable<string> Names => Drawings.Keys;

    /// <summary>An icon beside words, hidden from assistive technology. Unknown names throw, so a misspelling shows at once.</summary>
    public static IHtmlContent Of(string name, int size = 20) =>
        Markup.Of($"""<svg class="icon" width="{size}" height="{size}" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{Drawings[name]}"/></svg>""");
}

/// <summary><c>&lt;cs-icon name="review" /&gt;</c>; give <c>label</c> when no words stand beside it.</summary>
[HtmlTargetElement("cs-icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public int Size { get; set; } = 20;

    public string? Label { get; set => field = value.OrNull(); }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Icons.Of(Name, Size));
        if (Label is not null)
        {
            output.Content.AppendHtml(Markup.Of($"<span class=\"visually-hidden\">{Label}</span>"));
        }
    }
}
