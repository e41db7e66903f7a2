using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>How exactly a time is said.</summary>
public enum TimeWords
{
    /// <summary>How long ago.</summary>
    Ago,

    /// <summary>Day and minute.</summary>
    Moment,

    /// <summary>The time of day to the second.</summary>
    Clock,
}

/// <summary>A time as the store reads it; pointing at it tells the whole of it and the zone.</summary>
[HtmlTargetElement("cs-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper(Figures figures) : TagHelper
{
    public DateTimeOffset At { get; set; }

    public TimeWords As { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.ToString("O", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", figures.Exactly(At));
        output.Content.SetContent(As switch
        {
            TimeWords.Moment => figures.Moment(At),
            TimeWords.Clock => figures.Clock(At),
            _ => figures.Ago(At),
        });
    }
}
