using Commerce.Brand;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Brand;

/// <summary>All of a profile as lines to change, add, lock and take away; saving writes the next version.</summary>
public sealed class EditModel(BrandProfiles profiles, IStringLocalizer<Words> text) : PageModel
{
    /// <summary>The version the edit began from; 0 when there was none.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public List<EditLine> Lines { get; set; } = [];

    /// <summary>The version somebody else wrote meanwhile.</summary>
    public int? Newer { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var profile = await profiles.CurrentAsync(cancellationToken);
        Version = profile?.Version ?? 0;
        Lines = [.. profile?.Attributes.Select(EditLine.Of) ?? []];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var entries = Lines.Select(line => line.ToEntry()).ToList();
        foreach (var problem in AttributeEntries.Check(entries))
        {
            ModelState.AddModelError(Lines[problem.Index].Name("Value"), problem.Message);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        try
        {
            var saved = await profiles.SaveAsync(Version, entries, User.Actor(), cancellationToken);
            return this.Go("/brand", saved == Version ? text["Nothing had changed"] : text["Saved as version {0}", saved]);
        }
        catch (OutdatedVersionException outdated)
        {
            Newer = outdated.Current;
            return this.Invalid();
        }
    }

    public EditGroup Group(AttributeKind kind, string title, string help, string add) => new(kind, title, help, add, [.. Lines.Where(line => line.Kind == kind)]);
}

/// <summary>The lines of one kind with what to call them.</summary>
public sealed record EditGroup(AttributeKind Kind, string Title, string Help, string Add, IReadOnlyList<EditLine> Lines);
