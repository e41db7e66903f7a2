using System.Globalization;
using Commerce.Credits;
using Commerce.Web.Face;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
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

    /// <summary>Changes one price with effect from now; <paramref name="seen"/> is what the operator looked at.</summary>
    public async Task<IActionResult> OnPostAsync(string? action, string? model, int seen, string? credits, CancellationToken cancellationToken)
    {
        if (!int.TryParse(credits?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || wanted > PriceTable.Highest)
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

    private async Task<IActionResult> RefuseAsync(string words, CancellationToken cancellationToken)
    {
        Problem = words;
        await ShowAsync(cancellationToken);
        return this.Invalid();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Prices = await prices.ReadAsync(cancellationToken);
        Changes = await prices.ChangesAsync(ChangesShown, cancellationToken);
    }
}
