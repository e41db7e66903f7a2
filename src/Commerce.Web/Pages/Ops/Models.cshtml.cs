using Commerce.Data;
using Commerce.Providers.Catalogue;
using Commerce.Routing;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>The model catalogue as it holds here, and how each model did over all stores in the last seven days.</summary>
[OperatorsOnly]
public sealed class ModelsModel(CommerceContext context, IStringLocalizer<Words> text, TimeProvider time) : PageModel
{
    /// <summary>Days the figures are of.</summary>
    public const int Days = 7;

    /// <summary>The vendor to show alone.</summary>
    [FromQuery(Name = "vendor")]
    public string? VendorKey { get; set; }

    /// <summary>The kind of things to show alone.</summary>
    [FromQuery]
    public ModelKind? Kind { get; set; }

    /// <summary>Shows only what was ordered from lately.</summary>
    [FromQuery]
    public bool Used { get; set; }

    /// <summary>Shows only what is shut down soon.</summary>
    [FromQuery]
    public bool Ending { get; set; }

    public IReadOnlyList<ModelLine> Lines { get; private set; } = [];

    /// <summary>How reading vendors' own lists went last.</summary>
    public IReadOnlyList<ModelList> Lists { get; private set; } = [];

    public DateOnly Today { get; } = time.Today();

    public IReadOnlyList<SelectListItem> Vendors => [new(text["Every vendor"], ""), .. ModelCatalogue.Shipped.Models.Select(model => model.Vendor).Distinct().Order(StringComparer.Ordinal)
        .Select(vendor => new SelectListItem(Vendor.NameOf(vendor), vendor, vendor == VendorKey))];

    public IReadOnlyList<SelectListItem> Kinds => [new(text["Everything"], ""), .. Enum.GetValues<ModelKind>().Select(kind => new SelectListItem(ModelWords.Kind(text, kind), kind.ToString(), kind == Kind))];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var from = Today.AddDays(1 - Days);
        var days = await context.ModelDays.AsNoTracking().Where(day => day.Day >= from).ToListAsync(cancellationToken);
        var weeks = days.GroupBy(day => (day.Vendor, day.Model)).ToDictionary(group => group.Key, ModelWeek.Of);
        var better = await context.ModelOverrides.AsNoTracking().ToDictionaryAsync(row => (row.Vendor, row.Model), cancellationToken);
        var listed = await context.ModelListings.AsNoTracking().ToDictionaryAsync(row => (row.Vendor, row.Model), cancellationToken);
        Lists = await context.ModelLists.AsNoTracking().OrderBy(list => list.Vendor).ToListAsync(cancellationToken);
        Lines = [.. ModelCatalogue.Shipped.Models
            .Select(model => (Model: model, Better: better.GetValueOrDefault((model.Vendor, model.Id)), Listed: listed.GetValueOrDefault((model.Vendor, model.Id))))
            .Select(one => new ModelLine(Commerce.Routing.Models.As(one.Model, one.Better, one.Listed), one.Better, one.Listed, weeks.GetValueOrDefault((one.Model.Vendor, one.Model.Id))))
            .Where(IsWanted).OrderByDescending(line => line.Week?.Orders ?? 0)];
    }

    private bool IsWanted(ModelLine line) =>
        (string.IsNullOrEmpty(VendorKey) || line.Model.Vendor == VendorKey)
        && (Kind is not { } kind || ModelWords.Kinds(line.Model).Contains(kind))
        && (!Used || line.Week is not null)
        && (!Ending || line.Ends(Today, Shutdown.Early));
}
