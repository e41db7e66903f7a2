using Commerce.Data;
using Commerce.Providers.Catalogue;
using Commerce.Routing;
using Commerce.Web.Face;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>One model: what ships about it, what the operator knows better, and the form to say so.</summary>
[OperatorsOnly]
public sealed class ModelModel(CommerceContext context, ModelChanges changes, IStringLocalizer<Words> text, Figures figures, TimeProvider time) : PageModel
{
    /// <summary>As recipes name it.</summary>
    [FromQuery]
    public string? Name { get; set; }

    public ModelEntry Shipped { get; private set; } = null!;

    public ModelLine Line { get; private set; } = null!;

    public ModelForm Form { get; private set; } = new();

    public DateOnly Today { get; } = time.Today();

    /// <summary>The grades there are.</summary>
    public IReadOnlyList<SelectListItem> Grades(int? shipped, string? chosen) =>
        [new(shipped is { } grade ? text["As shipped: {0}", grade] : text["As shipped: none"], ""), .. Enumerable.Range(1, 5).Select(each => new SelectListItem($"{each}", $"{each}", $"{each}" == chosen))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await ShowAsync(cancellationToken))
        {
            return this.Go("/ops/models");
        }

        Form = ModelForm.Of(Line.Better);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ModelForm form, CancellationToken cancellationToken)
    {
        if (!await ShowAsync(cancellationToken))
        {
            return this.Go("/ops/models");
        }

        Form = form;
        var better = form.Read(Shipped, ModelState, text, figures);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        await changes.SaveAsync(better, this.Operator(), cancellationToken);
        return this.Go(Line.Href, text["Saved. It counts from the next order on."]);
    }

    /// <summary>Goes back to the shipped facts.</summary>
    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancellationToken)
    {
        if (!await ShowAsync(cancellationToken))
        {
            return this.Go("/ops/models");
        }

        await changes.ResetAsync(Shipped.Vendor, Shipped.Id, cancellationToken);
        return this.Go(Line.Href, text["The shipped facts hold again"]);
    }

    private async Task<bool> ShowAsync(CancellationToken cancellationToken)
    {
        if (ModelName.Pinned(Name ?? "") is not { } named || ModelCatalogue.Shipped.Find(named.Vendor, named.Model) is not { } shipped)
        {
            return false;
        }

        var from = Today.AddDays(1 - ModelsModel.Days);
        var days = await context.ModelDays.AsNoTracking().Where(day => day.Vendor == named.Vendor && day.Model == named.Model && day.Day >= from).ToListAsync(cancellationToken);
        var better = await context.ModelOverrides.AsNoTracking().SingleOrDefaultAsync(row => row.Vendor == named.Vendor && row.Model == named.Model, cancellationToken);
        Shipped = shipped;
        var listed = await context.ModelListings.AsNoTracking().SingleOrDefaultAsync(row => row.Vendor == named.Vendor && row.Model == named.Model, cancellationToken);
        Line = new ModelLine(Commerce.Routing.Models.As(shipped, better, listed), better, listed, days.Count == 0 ? null : ModelWeek.Of(days));
        return true;
    }
}
