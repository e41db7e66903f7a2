using System.Globalization;
using Commerce.Credits;
using Commerce.Operations;
using Commerce.Web.Face;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>One store's ledger, checked just now, and the form that puts a balance right.</summary>
[OperatorsOnly]
public sealed class StoresModel(StoreLedgers ledgers, IStringLocalizer<Words> text, Figures figures, TimeProvider time) : PageModel
{
    public const int LongestReason = 200;

    private const int StoresShown = 30;
    private const long LargestChange = 1_000_000;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "store")]
    public Guid? StoreId { get; set; }

    [BindProperty]
    public string? Change { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Made with the form, so that a click sent twice adjusts once.</summary>
    public Guid Order { get; private set; }

    public IReadOnlyList<StoreName> Found { get; private set; } = [];

    public StoreLedger? Ledger { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return StoreId is not null && Ledger is null ? NotFound() : Page();
    }

    /// <summary>Adds or takes credits, for a reason the store's owner will read.</summary>
    public async Task<IActionResult> OnPostAsync(Guid order, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Ledger is null)
        {
            return StoreId is null ? this.Go("/ops/stores") : NotFound();
        }

        var sign = NumberStyles.AllowLeadingSign;
        if (!long.TryParse(Change?.Trim().Replace('−', '-'), sign, CultureInfo.InvariantCulture, out var change) || change == 0 || Math.Abs(change) > LargestChange)
        {
            ModelState.AddModelError(nameof(Change), text["A whole number other than 0, at most {0} up or down.", figures.Number(LargestChange)]);
        }

        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > LongestReason)
        {
            ModelState.AddModelError(nameof(Reason), text["Say why in at most {0} characters; the store's owner reads it.", LongestReason]);
        }

        return ModelState.ErrorCount > 0 || order == Guid.Empty ? this.Invalid() : await AdjustAsync(order, change, cancellationToken);
    }

    private async Task<IActionResult> AdjustAsync(Guid order, long change, CancellationToken cancellationToken)
    {
        try
        {
            await ledgers.AdjustAsync(StoreId!.Value, order, change, Reason!.Trim(), this.Operator(), cancellationToken);
            return this.Go($"/ops/stores?store={StoreId}", change > 0 ? text["{0} added", figures.Credits(change)] : text["{0} taken", figures.Credits(-change)]);
        }
        catch (NotEnoughCreditsException)
        {
            ModelState.AddModelError(nameof(Change), text["Only {0} are available. Nothing was taken.", figures.Credits(Ledger!.Check.Available)]);
            return this.Invalid();
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Order = Guid.CreateVersion7(time.GetUtcNow());
        Ledger = StoreId is { } id ? await ledgers.ReadAsync(id, cancellationToken) : null;
        Found = StoreId is null ? await ledgers.FindAsync((Search ?? "").Trim().ToLowerInvariant(), StoresShown, cancellationToken) : [];
    }
}
