using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>A bar of done, running, failed, cancelled and waiting parts, each counted in words beneath. <c>pace</c> holds rate and time left.</summary>
[HtmlTargetElement("cs-progress", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressTagHelper(IStringLocalizer<Words> text, Figures figures) : TagHelper
{
    public int Done { get; set; }

    public int Running { get; set; }

    public int Failed { get; set; }

    public int Cancelled { get; set; }

    public int Waiting { get; set; }

    public string? Label { get; set => field = value.OrNull(); }

    public string? Pace { get; set => field = value.OrNull(); }

    /// <summary>Only the bar and its label, for lists.</summary>
    public bool Compact { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var total = Done + Running + Failed + Cancelled + Waiting;
        var label = Label ?? text["{0} of {1} done", figures.Number(Done), figures.Number(total)].Value;
        (string Name, int Count, string Words)[] parts =
        [
            ("done", Done, text["{0} done", figures.Number(Done)].Value),
            ("running", Running, text["{0} running", figures.Number(Running)].Value),
            ("failed", Failed, text["{0} failed", figures.Number(Failed)].Value),
            ("cancelled", Cancelled, text["{0} cancelled", figures.Number(Cancelled)].Value),
            ("waiting", Waiting, text["{0} waiting", figures.Number(Waiting)].Value),
        ];
        var present = parts.Where(part => part.Count > 0).ToArray();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("progress");
        output.Content.SetHtmlContent(Markup.Of($"""
            <div class="progress-top"><span class="progress-label">{label}</span>{Markup.When(Pace is not null, $"<span class=\"progress-pace\">{Pace}</span>")}</div>
            <div class="progress-bar" role="progressbar" aria-valuemin="0" aria-valuemax="{total}" aria-valuenow="{Done + Failed + Cancelled}" aria-valuetext="{string.Join(", ", present.Select(part => part.Words))}" aria-label="{label}">{Bars(present)}</div>
            {Markup.When(!Compact, $"<ul class=\"progress-legend\">{Legend(present)}</ul>")}
            """));
    }

    private static IHtmlContent Bars((string Name, int Count, string Words)[] parts) => Markup.Join(parts.Select(part =>
        Markup.Of($"<span class=\"progress-part progress-{part.Name}\" style=\"--share: {part.Count}\"></span>")));

    private static IHtmlContent Legend((string Name, int Count, string Words)[] parts) => Markup.Join(parts.Select(part =>
        Markup.Of($"<li><span class=\"progress-dot progress-{part.Name}\"></span>{part.Words}</li>")));
}
