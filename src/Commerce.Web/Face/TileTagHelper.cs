using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

public enum TileState
{
    Ready,
    Waiting,
    Running,
    Failed,
}

/// <summary>
/// A picture with reserved room: skeleton, then <c>blur</c> (a tiny picture), then the picture. <c>video</c> plays while
/// the pointer or focus rests on it. <c>select-name</c> adds the checkbox of the selection controller. Slot: <c>badges</c>.
/// </summary>
[HtmlTargetElement("cs-tile", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TileTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    public string? Src { get; set => field = value.OrNull(); }

    public string Alt { get; set; } = "";

    public string? Blur { get; set => field = value.OrNull(); }

    public string? Video { get; set => field = value.OrNull(); }

    public string? Duration { get; set => field = value.OrNull(); }

    public string Title { get; set; } = "";

    public string? Caption { get; set => field = value.OrNull(); }

    public string? Href { get; set => field = value.OrNull(); }

    /// <summary>Width by height in CSS words, for example <c>9 / 16</c>.</summary>
    public string Ratio { get; set; } = "1";

    /// <summary>Shows the whole picture where it has another shape than its room, instead of filling it.</summary>
    public bool Whole { get; set; }

    public TileState State { get; set; }

    /// <summary>What a tile without a picture says: queue position, progress, or why it failed.</summary>
    public string? StateWords { get; set => field = value.OrNull(); }

    public string? SelectName { get; set => field = value.OrNull(); }

    public string SelectValue { get; set; } = "";

    public bool Selected { get; set; }

    /// <summary>Outlines it as new beside older ones.</summary>
    public bool New { get; set; }

    /// <summary>Loads at once; for the first pictures in view.</summary>
    public bool Eager { get; set; }

    public override void Init(TagHelperContext context) => Slots.Open(context);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var badges = Slots.Take(context, "badges");
        output.TagName = "article";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass($"tile tile-{State.ToString().ToLowerInvariant()}{(New ? " tile-new" : "")}");
        output.Attributes.SetAttribute("data-controller", "tile");
        output.Attributes.SetAttribute("data-action", "pointerenter->tile#play pointerleave->tile#pause focusin->tile#play focusout->tile#pause");
        output.Content.SetHtmlContent(Markup.Of($"""
            <div class="tile-picture{(Whole ? " tile-contain" : "")}" style="--ratio: {Ratio}">
              {Markup.When(Blur is not null, $"<img class=\"tile-blur\" src=\"{Blur}\" alt=\"\">")}
              {Markup.When(Src is not null, $"<img class=\"tile-full\" src=\"{Src}\" alt=\"{Alt}\" loading=\"{(Eager ? "eager" : "lazy")}\" decoding=\"async\" data-tile-target=\"full\">")}
              {Markup.When(Video is not null, $"<video class=\"tile-video\" data-src=\"{Video}\" data-tile-target=\"video\" muted loop playsinline preload=\"none\" aria-hidden=\"true\" tabindex=\"-1\"></video><span class=\"tile-play\">{Icons.Of("play", 12)}{Duration}</span>")}
              {Markup.When(State is not TileState.Ready, $"<div class=\"tile-state\">{Icons.Of(StateIcon)}<span>{StateWords}</span></div>")}
              {Markup.When(badges is not null, $"<div class=\"tile-badges\">{badges}</div>")}
            </div>
            {Markup.When(SelectName is not null, $"<label class=\"tile-select\"><input class=\"check\" type=\"checkbox\" name=\"{SelectName}\" value=\"{SelectValue}\" data-selection-target=\"item\" data-action=\"selection#pick\" aria-label=\"{text["Select {0}", Title].Value}\"{Markup.When(Selected, $" checked")}></label>")}
            {Words()}
            """));
    }

    private string StateIcon => State switch { TileState.Failed => "alert", TileState.Waiting => "clock", _ => "image" };

    private Microsoft.AspNetCore.Html.IHtmlContent Words()
    {
        if (Title.Length == 0)
        {
            return Markup.Nothing;
        }

        return Markup.Of($"""
            <div class="tile-words">
              {Markup.When(Href is not null, $"<a class=\"tile-title\" href=\"{Href}\">{Title}</a>")}{Markup.When(Href is null, $"<span class=\"tile-title\">{Title}</span>")}
              {Markup.When(Caption is not null, $"<span class=\"tile-caption\">{Caption}</span>")}
            </div>
            """);
    }
}
