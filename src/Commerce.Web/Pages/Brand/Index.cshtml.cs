using Commerce.Brand;
using Commerce.Brand.Reading;
using Commerce.Data;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Brand;

/// <summary>The brand tone in force, each claim with its receipt, and the reading that makes it.</summary>
public sealed class IndexModel(CommerceContext context, BrandProfiles profiles, BrandReadings readings, IStringLocalizer<Words> text) : PageModel
{
    public BrandProfile? Profile { get; private set; }

    /// <summary>The newest reading, running or ended.</summary>
    public BrandReading? Reading { get; private set; }

    public string StoreName { get; private set; } = "";

    /// <summary>The address in the form: what was typed, or the store's own.</summary>
    public string Site { get; private set; } = "";

    public bool IsReading => Reading is { State: ReadingState.Queued or ReadingState.Running };

    public bool HasFailed => Reading is { State: ReadingState.Failed };

    /// <summary>What the newest reading could not find, when its result is what is shown.</summary>
    public IReadOnlyList<string> Gaps => Reading is { State: ReadingState.Done, Message: { } message } && Profile is { Analyser: BrandReader.BuiltIn } ? message.Split('\n') : [];

    public IReadOnlyList<BrandAttribute> Palette => Of(AttributeKind.Palette);

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(null, cancellationToken);

    public async Task<IActionResult> OnPostReadAsync(string? site, CancellationToken cancellationToken)
    {
        try
        {
            await readings.RequestAsync(site ?? "", User.Actor(), cancellationToken);
        }
        catch (SiteReadException refusal)
        {
            ModelState.AddModelError("site", refusal.Message);
            await LoadAsync(site, cancellationToken);
            return this.Invalid();
        }

        return this.Go("/brand");
    }

    public async Task<IActionResult> OnPostLockAsync(Guid id, bool locked, CancellationToken cancellationToken)
    {
        if (!await context.BrandAttributes.AnyAsync(attribute => attribute.Id == id, cancellationToken))
        {
            return NotFound();
        }

        try
        {
            if (await profiles.LockAsync(id, locked, User.Actor(), cancellationToken) is { } version)
            {
                return this.Go("/brand", locked ? text["Locked in version {0}", version] : text["Unlocked in version {0}", version]);
            }
        }
        catch (OutdatedVersionException)
        {
            // The same answer as for a page that was drawn before the newest version.
        }

        return this.Go("/brand", text["A newer version was written meanwhile. Nothing was changed; here it is."]);
    }

    public ClaimGroup Group(AttributeKind kind, string title, string none) => new(title, Of(kind), none);

    private IReadOnlyList<BrandAttribute> Of(AttributeKind kind) => [.. Profile?.Attributes.Where(attribute => attribute.Kind == kind) ?? []];

    private async Task LoadAsync(string? typed, CancellationToken cancellationToken)
    {
        var store = await context.Stores.AsNoTracking().Select(row => new { row.Name, row.SiteUrl }).SingleAsync(cancellationToken);
        Profile = await profiles.CurrentAsync(cancellationToken);
        Reading = await readings.LatestAsync(cancellationToken);
        StoreName = store.Name;
        Site = typed ?? (HasFailed ? Reading!.SiteUrl : Profile?.SiteUrl is { Length: > 0 } read ? read : store.SiteUrl) ?? "";
    }
}
