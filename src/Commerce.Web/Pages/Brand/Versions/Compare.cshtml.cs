using Commerce.Brand;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Brand.Versions;

/// <summary>What one version says that another did not.</summary>
public sealed class CompareModel(BrandProfiles profiles, IStringLocalizer<Words> text) : PageModel
{
    private const int MostChoices = 50;

    public BrandProfile Version { get; private set; } = null!;

    /// <summary>The version it is compared with; null for the first one, which is compared with nothing.</summary>
    public BrandProfile? With { get; private set; }

    public ProfileDiff Difference { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int version, int? with, CancellationToken cancellationToken)
    {
        var compared = with ?? version - 1;
        if (await profiles.FindAsync(version, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Version = found;
        With = compared > 0 ? await profiles.FindAsync(compared, cancellationToken) : null;
        if (compared > 0 && With is null)
        {
            return NotFound();
        }

        Difference = ProfileDiff.Between(With is null ? [] : ProfileContent.Of(With).Attributes, ProfileContent.Of(Version).Attributes);
        var others = await profiles.ListAsync(null, MostChoices, cancellationToken);
        Choices = [.. others.Where(other => other.Version != version)
            .Select(other => new SelectListItem(text["Version {0}: {1}", other.Version, other.Note], $"{other.Version}", other.Version == With?.Version))];
        return Page();
    }
}
