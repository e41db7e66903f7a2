using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>A dialog; <c>opens="its-id"</c> on a button opens it. Slot: <c>actions</c>. A form may surround body and actions: use <c>form="…"</c> on the button.</summary>
[HtmlTargetElement("cs-modal")]
public sealed class ModalTagHelper(IStringLocalizer<Words> text) : TagHelper
{
    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public bool Wide { get; set; }

    /// <summary>What the button says that leaves everything as it is; “Cancel” when nothing else is said.</summary>
    public string? Dismiss { get; set => field = value.OrNull(); }

    public override void Init(TagHelperContext context) => Slots.Open(context);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        var actions = Slots.Take(context, "actions");
        output.TagName = "dialog";
        output.AddClass(Wide ? "modal modal-wide" : "modal");
        output.Attributes.SetAttribute("id", Id);
        output.Attributes.SetAttribute("aria-labelledby", $"{Id}-title");
        output.Attributes.SetAttribute("data-controller", "modal");
        output.Attributes.SetAttribute("data-action", "click->modal#closeOutside");
        output.Content.SetHtmlContent(Markup.Of($"""
            <div class="modal-header"><h2 id="{Id}-title">{Title}</h2><button type="button" class="button button-plain button-icon" data-action="modal#close" aria-label="{text["Close"].Value}">{Icons.Of("close", 16)}</button></div>
            <div class="modal-body">{body}</div>
            {Markup.When(actions is not null, $"<div class=\"modal-footer\"><button type=\"button\" class=\"button button-secondary\" data-action=\"modal#close\">{Dismiss ?? text["Cancel"].Value}</button>{actions}</div>")}
            """));
    }
}
