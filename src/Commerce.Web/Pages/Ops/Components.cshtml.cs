using System.ComponentModel.DataAnnotations;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>Every component in every state, for those who build pages; exists in development only.</summary>
public sealed class ComponentsModel(IHostEnvironment environment, IStringLocalizer<Words> text) : PageModel
{
    private const int PageSize = 6;
    private const int Last = 14;

    [BindProperty(SupportsGet = true, Name = "theme")]
    public string Theme { get; set; } = "admin";

    [BindProperty(SupportsGet = true, Name = "after")]
    public int After { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public IEnumerable<int> Shown => Enumerable.Range(After + 1, Math.Min(PageSize, Last - After));

    public string? Next => After + PageSize < Last ? $"/ops/components?theme={Theme}&after={After + PageSize}" : null;

    public IReadOnlyList<Step> Steps { get; } =
        [new("Products", "#steps"), new("Style", "#steps"), new("Formats"), new("Confirm")];

    public IReadOnlyList<SelectListItem> Markets { get; } =
        [.. new[] { "Austria", "Canada", "Denmark", "France", "Germany", "Japan", "Norway", "Spain" }.Select(name => new SelectListItem(name, name))];

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!environment.IsDevelopment())
        {
            context.Result = NotFound();
        }
    }

    public IActionResult OnPostSave() => ModelState.IsValid ? this.Stay(text["Saved"]) : this.Invalid();

    public IActionResult OnPostGo() => this.Go($"/ops/components?theme={Theme}", text["27 products published"]);

    /// <summary>The form in the dialog: refused without a note.</summary>
    public IActionResult OnPostNote(string? note)
    {
        // Only the dialog's own form was sent.
        ModelState.Remove("Input.Name");
        if (!string.IsNullOrWhiteSpace(note))
        {
            return this.Stay(text["Published with a note"]);
        }

        ModelState.AddModelError("Note", "Write a note, so that others know why.");
        return this.Invalid();
    }

    /// <summary>A drawn stand-in for a product picture: a vessel on a coloured ground.</summary>
    public static string Picture(int number, bool scene)
    {
        var hue = number * 47 % 360;
        var ground = scene ? $"hsl({hue} 38% 82%)" : "#f4f4f2";
        var far = scene ? $"<circle cx='300' cy='110' r='70' fill='hsl({hue} 60% 92%)'/><path d='M0 290h400v110H0z' fill='hsl({hue} 30% 70%)'/>" : "";
        var drawing = $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 400'><path fill='{ground}' d='M0 0h400v400H0z'/>{far}<ellipse cx='200' cy='332' rx='86' ry='12' fill='#0002'/><path d='M160 120h80l-8 36c34 18 48 58 48 104 0 46-30 70-80 70s-80-24-80-70c0-46 14-86 48-104z' fill='hsl({hue} 32% 40%)'/><path d='M176 176c-22 18-32 48-32 84' stroke='#fff6' stroke-width='9' fill='none' stroke-linecap='round'/></svg>";
        return "data:image/svg+xml," + Uri.EscapeDataString(drawing);
    }

    public sealed class Form
    {
        [Required(ErrorMessage = "Give the batch a name, so that you find it again.")]
        public string? Name { get; set; } = "Autumn jugs";

        public string? Prompt { get; set; } = "Morning light from the left, a linen cloth under the jug.";

        public string? Market { get; set; } = "Norway";
    }
}
