using Commerce.Batches;
using Commerce.Data;
using Commerce.Routing;
using Commerce.Web.Face;
using Commerce.Web.Pages.Batches;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Recipes;

/// <summary>The store's saved recipes, and the way in for one that another store exported.</summary>
public sealed class IndexModel(
    CommerceContext context, RecipeBook recipes, BatchDrafts drafts, ModelOffers models, Shutdowns shutdowns, TimeProvider time, IStringLocalizer<Words> text) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<RecipeLine> Lines { get; private set; } = [];

    public string? NextHref { get; private set; }

    /// <summary>Shows what was put away instead.</summary>
    [FromQuery]
    public bool Archived { get; set; }

    public bool AnyArchived { get; private set; }

    /// <summary>Made here, so that a file sent twice is saved once.</summary>
    public Guid NewRecipeId { get; private set; }

    public string? Problem { get; private set; }

    public async Task OnGetAsync(Guid? after, CancellationToken cancellationToken) => await ShowAsync(after, cancellationToken);

    /// <summary>Saves a recipe from a file.</summary>
    public async Task<IActionResult> OnPostImportAsync(Guid saved, IFormFile? file, CancellationToken cancellationToken)
    {
        try
        {
            if (file is not { Length: > 0 and <= RecipeFile.MostBytes } || saved == Guid.Empty)
            {
                throw new RecipeFileException(text["Choose a recipe file that was exported from a recipe's page."]);
            }

            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            var (name, recipe, missing) = RecipeFile.Read(content.ToArray(), await models.ReadAsync(cancellationToken), await drafts.BrandVersionAsync(cancellationToken));
            await recipes.SaveNewAsync(saved, name, recipe, User.Actor(), cancellationToken);
            return this.Go($"/recipes/{saved}", missing.Count == 0
                ? text["{0} is saved.", name]
                : text["{0} is saved. This store cannot use {1}, so the built-in renderer makes it here.", name, string.Join(", ", missing.Select(model => StyleForm.Model(text, model)))]);
        }
        catch (RecipeFileException error)
        {
            Problem = error.Message;
            await ShowAsync(null, cancellationToken);
            return this.Invalid();
        }
    }

    private async Task ShowAsync(Guid? after, CancellationToken cancellationToken)
    {
        NewRecipeId = Guid.CreateVersion7(time.GetUtcNow());
        AnyArchived = await context.SavedRecipes.AnyAsync(recipe => recipe.ArchivedAt != null, cancellationToken);
        var saved = context.SavedRecipes.AsNoTracking().Where(recipe => recipe.ArchivedAt != null == Archived);
        if (after is { } mark && await saved.Where(recipe => recipe.Id == mark).Select(recipe => recipe.Name).SingleOrDefaultAsync(cancellationToken) is { } name)
        {
            saved = saved.Where(recipe => recipe.Name.CompareTo(name) > 0 || (recipe.Name == name && recipe.Id > mark));
        }

        var rows = await saved.OrderBy(recipe => recipe.Name).ThenBy(recipe => recipe.Id).Take(PageSize + 1)
            .Select(recipe => new
            {
                Recipe = recipe,
                Newest = context.Recipes.Where(row => row.SavedRecipeId == recipe.Id).OrderByDescending(row => row.Version).First(),
                Runs = context.Batches.Count(batch => context.Recipes.Any(row => row.Id == batch.RecipeId && row.SavedRecipeId == recipe.Id)),
            })
            .ToListAsync(cancellationToken);
        var shown = rows.Take(PageSize).ToList();
        var ending = await shutdowns.OfAllAsync([.. shown.Select(row => row.Newest.Content)], cancellationToken);
        Lines = [.. shown.Select((row, index) => new RecipeLine(row.Recipe.Id, row.Recipe.Name, row.Newest.Version, row.Newest.Content, row.Recipe.UpdatedAt, row.Runs, ending[index]))];
        NextHref = rows.Count > PageSize ? $"/recipes?after={Lines[^1].Id}{(Archived ? "&archived=true" : "")}" : null;
    }
}
