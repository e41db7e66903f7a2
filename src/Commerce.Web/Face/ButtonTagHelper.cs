using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

public enum ButtonKind
{
    Secondary,
    Primary,
    Plain,
    Destructive,
}

/// <summary>A button, or a link that looks like one when <c>href</c> is set. Without words it needs <c>aria-label</c>.</summary>
[HtmlTargetElement("cs-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public ButtonKind Kind { get; set; }

    public string? Href { get; set => field = value.OrNull(); }

    public string? Icon { get; set => field = value.OrNull(); }

    public bool Small { get; set; }

    /// <summary>Shown by Turbo while the form travels.</summary>
    public string? BusyLabel { get; set => field = value.OrNull(); }

    /// <summary>The id of the modal it opens; the button then does not send its form.</summary>
    public string? Opens { get; set => field = value.OrNull(); }

    /// <summary>The key that presses it, as the keys controller writes it.</summary>
    public string? Key { get; set => field = value.OrNull(); }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = Href is null ? "button" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        var icon = words.IsEmptyOrWhiteSpace ? " button-icon" : "";
        output.AddClass($"button button-{Kind.ToString().ToLowerInvariant()}{(Small ? " button-small" : "")}{icon}");
        Set(output, "href", Href);
        Set(output, "data-turbo-submits-with", BusyLabel);
        Set(output, "data-opens", Opens);
        Set(output, "data-key", Key);
        if (Opens is not null && !output.Attributes.ContainsName("type"))
        {
            output.Attributes.SetAttribute("type", "button");
        }

        output.Content.SetHtmlContent(Icon is null ? words : Markup.Of($"{Icons.Of(Icon, 16)}{words}"));
    }

    private static void Set(TagHelperOutput output, string name, string? value)
    {
        if (value is not null)
        {
            output.Attributes.SetAttribute(name, value);
        }
    }
}
