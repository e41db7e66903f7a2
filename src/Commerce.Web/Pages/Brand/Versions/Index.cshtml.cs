using Commerce.Brand;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Brand.Versions;

/// <summary>Every version of the brand tone, newest first.</summary>
public sealed class IndexModel(BrandProfiles profiles, IStringLocalizer<Words> text) : PageModel
{
    private const int PageLength = 25;

    public IReadOnlyList<BrandProfile> Versions { get; private set; } = [];

    /// <summary>The version in force; 0 when there is none.</summary>
    public int Current { get; private set; }

    public string? Next { get; private set; }

    /// <summary>The version in force when "use again" was pressed has been replaced meanwhile.</summary>
    public bool Outdated { get; private set; }

    public Task OnGetAsync(int? before, CancellationToken cancellationToken) => LoadAsync(before, cancellationToken);

    public async Task<IActionResult> OnPostUseAsync(int version, int current, CancellationToken cancellationToken)
    {
        try
        {
            return await profiles.UseAgainAsync(version, current, User.Actor(), cancellationToken) is { } written
                ? this.Go("/brand", text["Version {0} is used again, as version {1}", version, written])
                : NotFound();
        }
        catch (OutdatedVersionException)
        {
            Outdated = true;
            await LoadAsync(null, cancellationToken);
            return this.Invalid();
        }
    }

    private async Task LoadAsync(int? before, CancellationToken cancellationToken)
    {
        Current = (await profiles.ListAsync(null, 1, cancellationToken)).FirstOrDefault()?.Version ?? 0;
        var found = await profiles.ListAsync(before, PageLength + 1, cancellationToken);
        Versions = [.. found.Take(PageLength)];
        Next = found.Count > PageLength ? $"/brand/versions?before={Versions[^1].Version}" : null;
    }
}
