using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commerce.Web.Face;

/// <summary>Takes files by drop or choice; a plain file input inside carries them in the form.</summary>
[HtmlTargetElement("cs-drop-zone", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DropZoneTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Help { get; set => field = value.OrNull(); }

    public string? Accept { get; set => field = value.OrNull(); }

    public bool Multiple { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "label";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("drop-zone");
        output.Attributes.SetAttribute("data-controller", "drop-zone");
        output.Attributes.SetAttribute("data-action", "dragenter->drop-zone#over dragleave->drop-zone#out drop->drop-zone#out");
        output.Content.SetHtmlContent(Markup.Of($"""
            <input type="file" name="{Name}"{Markup.Attribute("accept", Accept)}{Markup.When(Multiple, $" multiple")} data-drop-zone-target="input" data-action="drop-zone#show">
            {Icons.Of("upload", 24)}
            <span class="strong">{Label}</span>
            {Markup.When(Help is not null, $"<span class=\"drop-zone-help\">{Help}</span>")}
            <span class="drop-zone-files" data-drop-zone-target="files" aria-live="polite"></span>
            <template data-drop-zone-target="template"><span class="drop-zone-file"><img alt=""><span class="grow"><span class="truncate" data-name></span> <span class="quiet" data-size></span></span>{Icons.Of("check", 20)}</span></template>
            """));
    }
}
