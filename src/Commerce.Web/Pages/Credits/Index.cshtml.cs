using System.Globalization;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Credits;

/// <summary>The balance, what holds it, every line that led to it, whether they agree, and what the owner lets be spent.</summary>
public sealed class IndexModel(
    CommerceContext context, LedgerLines ledger, OpenHolds openHolds, Budgets budgets, LowBalance lowBalance, StoreZone zone,
    IStringLocalizer<Words> text, Figures figures) : PageModel
{
    public const long LargestLimit = 100_000_000;

    private const int PageSize = 40;
    private const int HoldsShown = 8;

    public static readonly EntryKind[] Kinds = [EntryKind.Grant, EntryKind.Hold, EntryKind.Capture, EntryKind.Release, EntryKind.Expire, EntryKind.Refund, EntryKind.Adjust];

    [BindProperty(SupportsGet = true)]
    public HistoryQuery History { get; set; } = new();

    public LedgerCheck Check { get; private set; } = null!;

    public long Paid { get; private set; }

    public long Back { get; private set; }

    public string? BatchName { get; private set; }

    public string? ProductTitle { get; private set; }

    public IReadOnlyList<LedgerLine> Lines { get; private set; } = [];

    public string? NextHref { get; private set; }

    public IReadOnlyList<Price> Prices { get; private set; } = [];

    /// <summary>Batches that hold credits, the largest shares.</summary>
    public IReadOnlyList<OpenHold> Holds { get; private set; } = [];

    /// <summary>What today's budget leaves; null without one.</summary>
    public BudgetRoom? Room { get; private set; }

    public BalanceOutlook Outlook { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken cancellationToken)
    {
        if (!await NameAsync(cancellationToken))
        {
            return NotFound();
        }

        await ShowAsync(after, cancellationToken);
        return Page();
    }

    /// <summary>The lines under the same filter, newest first, written out as they are read.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken)
    {
        return await NameAsync(cancellationToken)
            ? new LedgerDownload(ledger.StreamAsync(History.In(zone)), line => LineWords.Sentence(text, figures, line))
            : NotFound();
    }

    /// <summary>Sets the most that batches of one day may cost; empty takes the limit away.</summary>
    public async Task<IActionResult> OnPostBudgetAsync(string? dailyBudget, CancellationToken cancellationToken)
    {
        if (!Limit(dailyBudget, "dailyBudget", out var credits))
        {
            return await AgainAsync(cancellationToken);
        }

        await budgets.SetDailyAsync(credits, User.Actor(), cancellationToken);
        return this.Go("/credits", credits is { } most ? text["At most {0} a day from now on", figures.Credits(most)] : text["No limit a day any more"]);
    }

    /// <summary>Sets below which balance to warn; empty goes back to the usual rule.</summary>
    public async Task<IActionResult> OnPostWarnAsync(string? warnBelow, CancellationToken cancellationToken)
    {
        if (!Limit(warnBelow, "warnBelow", out var credits))
        {
            return await AgainAsync(cancellationToken);
        }

        await lowBalance.SetThresholdAsync(credits, User.Actor(), cancellationToken);
        return this.Go("/credits", text["Saved"]);
    }

    /// <summary>Puts the warning of a low balance away until it happens again.</summary>
    public async Task<IActionResult> OnPostHideWarningAsync(CancellationToken cancellationToken)
    {
        await lowBalance.HideAsync(cancellationToken);
        return this.Stay(text["Hidden. You are told again when it happens anew."]);
    }

    private bool Limit(string? entered, string field, out long? credits)
    {
        credits = null;
        if (string.IsNullOrWhiteSpace(entered))
        {
            return true;
        }

        if (long.TryParse(entered.Trim(), NumberStyles.AllowThousands, CultureInfo.CurrentCulture, out var number) && number is > 0 and <= LargestLimit)
        {
            credits = number;
            return true;
        }

        ModelState.AddModelError(field, text["A whole number from 1 to {0}, or nothing.", figures.Number(LargestLimit)]);
        return false;
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancellationToken)
    {
        History = new HistoryQuery();
        await ShowAsync(null, cancellationToken);
        return this.Invalid();
    }

    private async Task ShowAsync(Guid? after, CancellationToken cancellationToken)
    {
        var last = await context.LedgerCheckpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Faults == 0, cancellationToken);
        Check = await LedgerCheck.RunAsync(context, last, cancellationToken);
        Paid = await context.Holds.SumAsync(hold => hold.Captured, cancellationToken);
        Back = await context.Holds.SumAsync(hold => hold.Released, cancellationToken);
        Prices = await context.Prices.AsNoTracking().OrderBy(price => price.Credits).ThenBy(price => price.Action).ThenBy(price => price.Model).ToListAsync(cancellationToken);
        Holds = await openHolds.ReadAsync(HoldsShown, cancellationToken);
        Room = await budgets.ReadAsync(cancellationToken);
        Outlook = (await lowBalance.ReadAsync(cancellationToken))!;
        var lines = await ledger.ReadAsync(History.In(zone), after, PageSize + 1, cancellationToken);
        Lines = [.. lines.Take(PageSize)];
        NextHref = lines.Count > PageSize ? History.Href(History.Kind, History.Batch, History.Product, after: Lines[^1].Id) : null;
    }

    // A batch or a product of another store is not there.
    private async Task<bool> NameAsync(CancellationToken cancellationToken)
    {
        BatchName = History.Batch is { } batch ? await context.Batches.Where(row => row.Id == batch).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken) : null;
        ProductTitle = History.Product is { } product ? await context.Products.Where(row => row.Id == product).Select(row => row.Title).SingleOrDefaultAsync(cancellationToken) : null;
        return (History.Batch is null || BatchName is not null) && (History.Product is null || ProductTitle is not null);
    }
}
