using Commerce.Batches;
using Commerce.Generations.Failures;
using Commerce.Library;
using Commerce.Media;
using Commerce.Providers;
using Commerce.Styles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Pages.Batches;

/// <summary>The picture on a style card, made on first view. A frame of its own, so that the step never waits for it.</summary>
public sealed class PreviewModel(BatchDrafts drafts, StylePreviews previews, MediaLinks links) : PageModel
{
    public Style Style { get; private set; } = null!;

    public string? Picture { get; private set; }

    /// <summary>What the style misses in the store's first product; null when its picture cannot be used at all.</summary>
    public FailureEntry? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid draftId, string style, CancellationToken cancellationToken)
    {
        if (StyleCatalogue.Find(style) is not { } known || await drafts.FindAsync(draftId, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        Style = known;
        try
        {
            Picture = await previews.KeyAsync(known, draft.Content.BrandVersion, cancellationToken) is { } key ? links.For(key) : null;
        }
        catch (ProviderException error)
        {
            Problem = FailureCatalogue.Of(error.Code);
        }
        catch (Exception error) when (error is MediaException or HttpRequestException)
        {
            // A preview is a courtesy: without one the card still says in words what the style is.
        }

        return Page();
    }
}
