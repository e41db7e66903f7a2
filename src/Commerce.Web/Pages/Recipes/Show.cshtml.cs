using Commerce.Batches;
using Commerce.Data;
using Commerce.Providers;
using Commerce.Routing;
using Commerce.Web.Face;
using Commerce.Web.Pages.Batches;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Recipes;

/// <summary>One version in a recipe's history.</summary>
public sealed record VersionLine(int Version, RecipeContent Content, string By, DateTimeOffset At, int Runs);

/// <summary>A saved recipe: edited into its next version, used, duplicated, exported, put away.</summary>
public sealed class ShowModel(
    CommerceContext context, RecipeBook recipes, BatchDrafts drafts, ModelOffers offers, Shutdowns shutdowns, TimeProvider time, IStringLocalizer<Words> text) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public SavedRecipe Saved { get; private set; } = null!;

    public Recipe Newest { get; private set; } = null!;

    public StyleForm Form { get; private set; } = null!;

    public IReadOnlyList<VersionLine> Versions { get; private set; } = [];

    /// <summary>The store's newest brand profile; null before the first reading.</summary>
    public int? BrandVersion { get; private set; }

    /// <summary>Models it names that are shut down soon.</summary>
    public IReadOnlyList<Shutdown> Ending { get; private set; } = [];

    public string? RecipeName { get; private set; }

    public string? Problem { get; private set; }

    /// <summary>What is wrong with the name, said beside it.</summary>
    public string? NameProblem { get; private set; }

    /// <summary>Made here, so that a click sent twice makes one copy or one draft.</summary>
    public Guid NextId { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await ReadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>Hands the newest version out as a file for another store.</summary>
    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken) ? File(RecipeFile.Write(Saved.Name, Newest.Content), "application/json", "recipe.json") : NotFound();

    public async Task<IActionResult> OnPostAsync(string? recipeName, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken) || Saved.ArchivedAt is not null)
        {
            return NotFound();
        }

        var name = RecipeForm.Clean(recipeName);
        var (content, problem) = RecipeForm.Read(Request.Form, await offers.ReadAsync(cancellationToken), BrandVersion);
        Problem = problem is not null ? text[problem, RecipeLimits.Prompt].Value
            : content.Styles.Count == 0 ? text["Choose at least one style."].Value : null;
        NameProblem = name.Length is 0 or > SavedRecipe.LongestName ? text["Give it a name of at most {0} characters.", SavedRecipe.LongestName].Value : null;
        if ((Problem ?? NameProblem) is not null)
        {
            (Form, RecipeName) = (Form with { Content = content }, name);
            return this.Invalid();
        }

        await recipes.SaveAsync(Id, name, content, User.Actor(), cancellationToken);
        return this.Go($"/recipes/{Id}", text["Saved."]);
    }

    /// <summary>Takes what comes after a model that is shut down, in a new version.</summary>
    public async Task<IActionResult> OnPostInsteadAsync(GenerationKind kind, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken) || Saved.ArchivedAt is not null)
        {
            return NotFound();
        }

        if (Ending.FirstOrDefault(one => one.Kind == kind)?.Instead is not { } instead)
        {
            return this.Go($"/recipes/{Id}", text["There is nothing to replace any more."]);
        }

        var content = kind is GenerationKind.Video ? Newest.Content with { VideoModel = instead } : Newest.Content with { ImageModel = instead };
        await recipes.SaveAsync(Id, Saved.Name, content, User.Actor(), cancellationToken);
        return this.Go($"/recipes/{Id}", text["From now on: {0}.", StyleForm.Model(text, instead)]);
    }

    /// <summary>Opens a new batch with this recipe.</summary>
    public async Task<IActionResult> OnPostUseAsync(Guid next, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken) || next == Guid.Empty)
        {
            return NotFound();
        }

        await drafts.ChooseProductsAsync(next, [], User.Actor(), cancellationToken);
        await drafts.ChooseContentAsync(next, Newest.Content, cancellationToken, Newest.Id);
        return this.Go($"/batches/new/{next}");
    }

    public async Task<IActionResult> OnPostDuplicateAsync(Guid next, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken) || next == Guid.Empty)
        {
            return NotFound();
        }

        var name = text["Copy of {0}", Saved.Name].Value;
        await recipes.SaveNewAsync(next, name.Length <= SavedRecipe.LongestName ? name : name[..SavedRecipe.LongestName], Newest.Content, User.Actor(), cancellationToken);
        return this.Go($"/recipes/{next}", text["Duplicated."]);
    }

    public async Task<IActionResult> OnPostArchiveAsync(bool away, CancellationToken cancellationToken) =>
        await recipes.ArchiveAsync(Id, away, cancellationToken) ? this.Go(away ? "/recipes" : $"/recipes/{Id}", away ? text["Archived."] : text["Back in use."]) : NotFound();

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (await context.SavedRecipes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, cancellationToken) is not { } saved
            || await recipes.NewestAsync(Id, cancellationToken) is not { } newest)
        {
            return false;
        }

        (Saved, Newest, RecipeName, NextId) = (saved, newest, saved.Name, Guid.CreateVersion7(time.GetUtcNow()));
        BrandVersion = await drafts.BrandVersionAsync(cancellationToken);
        var offered = await offers.ReadAsync(cancellationToken);
        Ending = await shutdowns.OfAsync(newest.Content, cancellationToken);
        Form = new StyleForm(newest.Content, StyleForm.Offering(offered), BrandVersion, null, offered);
        Versions = await context.Recipes.AsNoTracking().Where(row => row.SavedRecipeId == Id).OrderByDescending(row => row.Version).Take(50)
            .Select(row => new VersionLine(row.Version, row.Content, row.CreatedBy, row.CreatedAt, context.Batches.Count(batch => batch.RecipeId == row.Id)))
            .ToListAsync(cancellationToken);
        return true;
    }
}
