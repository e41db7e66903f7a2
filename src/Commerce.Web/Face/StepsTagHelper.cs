using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>One step of a guided task; with an address it can be gone back to.</summary>
public sealed record Step(string Name, string? Href = null);

/// <summary>Where a person stands in a guided task. <c>current</c> counts from 1.</summary>
[HtmlTargetElement("cs-steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepsTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    public IReadOnlyList<Step> Steps { get; set; } = [];

    public int Current { get; set; } = 1;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("steps");
        output.Attributes.SetAttribute("aria-label", text["Step {0} of {1}", Current, Steps.Count].Value);
        output.Content.SetHtmlContent(Markup.Join(Steps.Select((step, index) => Line(step, index + 1))));
    }

    private Microsoft.AspNetCore.Html.IHtmlContent Line(Step step, int number)
    {
        var state = number < Current ? " step-done" : number == Current ? " step-current" : "";
        var words = step.Href is not null && number < Current ? Markup.Of($"<a href=\"{step.Href}\">{step.Name}</a>") : Markup.Of($"{step.Name}");
        return Markup.Of($"<li class=\"step{state}\"{Markup.When(number == Current, $" aria-current=\"step\"")}><span class=\"step-name\">{words}</span></li>");
    }
}
