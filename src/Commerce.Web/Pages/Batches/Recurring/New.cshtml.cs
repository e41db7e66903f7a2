using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Data;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Recurring;

/// <summary>Sets a saved recipe up to run again and again.</summary>
public sealed class NewModel(
    CommerceContext context, RecipeBook recipes, BatchPlanner planner, RecurringRuns runs, ProductChoices choices, StoreZone zone, TimeProvider time,
    IStringLocalizer<Words> text) : PageModel
{
    private const long DefaultCap = 100;

    [FromQuery(Name = "recipe")]
    public Guid RecipeId { get; set; }

    public Recipe Newest { get; private set; } = null!;

    public RecurringForm Form { get; private set; } = null!;

    /// <summary>Made here, so that a form sent twice makes one.</summary>
    public Guid NewId { get; private set; }

    public IReadOnlyList<SelectListItem> Types { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Vendors { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Tags { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Collections { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Statuses { get; private set; } = [];

    /// <summary>What one product costs with this recipe now.</summary>
    public long EachCredits { get; private set; }

    public string ZoneName => zone.Zone.Id;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var tomorrow = DateOnly.FromDateTime(LocalTime.In(time.GetUtcNow(), ZoneName)).AddDays(1);
        var name = await context.SavedRecipes.Where(row => row.Id == RecipeId).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken) ?? "";
        return await ShowAsync(new RecurringForm(name, new ProductFilter(), Every.Week, tomorrow, new TimeOnly(6, 0), DefaultCap), cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        var form = RecurringForm.Read(Request.Form, ModelState, text, DateOnly.FromDateTime(LocalTime.In(time.GetUtcNow(), ZoneName)));
        if (!await ShowAsync(form, cancellationToken) || id == Guid.Empty)
        {
            return NotFound();
        }

        if (form.MostCredits < EachCredits)
        {
            ModelState.AddModelError("mostCredits", text["One product costs {0} credits with this recipe; allow at least that.", EachCredits]);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        await runs.CreateAsync(
            new RecurringOrder(id, form.Name, Newest.Id, form.Filter.Scope ?? new(), form.Every, form.FirstOn, form.AtTime, form.MostCredits, User.Actor()), cancellationToken);
        return this.Go($"/batches/recurring/{id}", text["{0} is set up.", form.Name]);
    }

    private async Task<bool> ShowAsync(RecurringForm form, CancellationToken cancellationToken)
    {
        if (!await context.SavedRecipes.AnyAsync(row => row.Id == RecipeId && row.ArchivedAt == null, cancellationToken) || await recipes.NewestAsync(RecipeId, cancellationToken) is not { } newest)
        {
            return false;
        }

        (Newest, Form, NewId) = (newest, form, Guid.CreateVersion7(time.GetUtcNow()));
        var filter = form.Filter;
        Types = await choices.TypesAsync(filter.Type, text["Every type"], cancellationToken);
        Vendors = await choices.VendorsAsync(filter.Vendor, text["Every vendor"], cancellationToken);
        Tags = await choices.TagsAsync(filter.Tag, text["Every tag"], cancellationToken);
        Collections = await choices.CollectionsAsync(filter.Collection, text["Every collection"], cancellationToken);
        Statuses = ScopeWords.Statuses(text, filter.Status);
        EachCredits = await planner.EachAsync(newest.Content, cancellationToken);
        return true;
    }
}
