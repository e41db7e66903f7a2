using System.Globalization;
using Commerce.Credits;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Routing;
using Commerce.Web.Face;
using Commerce.Web.Operators;
using Commerce.Web.Pages.Credits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>What each action of each model costs, who changed it when, and the form to change it.</summary>
[OperatorsOnly]
public sealed class PricesModel(PriceTable prices, IStringLocalizer<Words> text, Figures figures) : PageModel
{
    private const int ChangesShown = 50;

    public IReadOnlyList<Price> Prices { get; private set; } = [];

    public IReadOnlyList<PriceChange> Changes { get; private set; } = [];

    /// <summary>Why the last change was not made.</summary>
    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Models of the catalogue that have no price of their own, by what they would be paid for.</summary>
    public IReadOnlyList<SelectListItem> Addable { get; private set; } = [];

    /// <summary>Gives a model a price of its own.</summary>
    public async Task<IActionResult> OnPostAddAsync(string? what, string? credits, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (what?.Split(' ', 2) is not [var action, var model] || Addable.All(item => item.Value != what))
        {
            return await RefuseAsync(text["Choose a model that has no price of its own yet. Nothing was changed."], cancellationToken);
        }

        if (Credits(credits) is not { } wanted)
        {
            return await RefuseAsync(text["A price is a whole number of credits from 0 to {0}. Nothing was changed.", figures.Number(PriceTable.Highest)], cancellationToken);
        }

        return await prices.AddAsync(action, model, ModelName.Any, wanted, this.Operator(), cancellationToken)
            ? this.Go("/ops/prices", text["{0} from now on", figures.Credits(wanted)])
            : await RefuseAsync(text["The price was changed by somebody else meanwhile. Look at it and try again. Nothing was changed."], cancellationToken);
    }

    /// <summary>Changes one price with effect from now; <paramref name="seen"/> is what the operator looked at.</summary>
    public async Task<IActionResult> OnPostAsync(string? action, string? model, int seen, string? credits, CancellationToken cancellationToken)
    {
        if (Credits(credits) is not { } wanted)
        {
            return await RefuseAsync(text["A price is a whole number of credits from 0 to {0}. Nothing was changed.", figures.Number(PriceTable.Highest)], cancellationToken);
        }

        if (wanted == seen)
        {
            return await RefuseAsync(text["That is the price already. Nothing was changed."], cancellationToken);
        }

        return await prices.ChangeAsync(action ?? "", model ?? "", seen, wanted, this.Operator(), cancellationToken)
            ? this.Go("/ops/prices", text["{0} from now on", figures.Credits(wanted)])
            : await RefuseAsync(text["The price was changed by somebody else meanwhile. Look at it and try again. Nothing was changed."], cancellationToken);
    }

    private IEnumerable<SelectListItem> Paid() =>
        from model in ModelCatalogue.Shipped.Models
        from paid in new[] { (Task: WorkTask.ImageToImage, Action: "image"), (Task: WorkTask.ImageToVideo, Action: "video") }
        where Vendor.Find(model.Vendor) is not null && model.Tasks.Contains(paid.Task)
        let name = ModelName.Of(model.Vendor, model.Id)
        select new SelectListItem(text["{0} with {1}", PriceWords.Action(text, paid.Action), PriceWords.ModelWords(text, name)], $"{paid.Action} {name}");

    private async Task<IActionResult> RefuseAsync(string words, CancellationToken cancellationToken)
    {
        Problem = words;
        await ShowAsync(cancellationToken);
        return this.Invalid();
    }

    private static int? Credits(string? written) =>
        int.TryParse(written?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var credits) && credits <= PriceTable.Highest ? credits : null;

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Prices = await prices.ReadAsync(cancellationToken);
        var priced = Prices.Select(price => $"{price.Action} {price.Model}").ToHashSet(StringComparer.Ordinal);
        Addable = [.. Paid().Where(item => !priced.Contains(item.Value))];
        Changes = await prices.ChangesAsync(ChangesShown, cancellationToken);
    }
}
