using Commerce.Operations;
using Commerce.Web.Face;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>Rows that should have ended long ago, each with the act that helps.</summary>
[OperatorsOnly]
public sealed class StuckModel(StuckRows rows, StoreLedgers stores, IStringLocalizer<Words> text) : PageModel
{
    private const int Shown = 100;

    public IReadOnlyList<StuckRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Shops { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Rows = await rows.ReadAsync(Shown, cancellationToken);
        Shops = await stores.NamesAsync(Rows.Select(row => row.StoreId), cancellationToken);
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid store, Guid row, CancellationToken cancellationToken) =>
        this.Go("/ops/stuck", store != Guid.Empty && await rows.SendAgainAsync(store, row, cancellationToken) ? text["It is due now"] : text["It moved on by itself"]);

    public async Task<IActionResult> OnPostFailAsync(Guid store, Guid row, CancellationToken cancellationToken) =>
        this.Go("/ops/stuck", store != Guid.Empty && await rows.FailAsync(store, row, cancellationToken) ? text["Ended, its credits are back"] : text["It moved on by itself"]);

    /// <summary>What keeps it, and what the button does about it.</summary>
    public (string Why, string Act) WordsOf(StuckKind kind) => kind switch
    {
        StuckKind.Uncertain => (text["The answer to its order was lost"], text["Look it up now"]),
        StuckKind.Held => (text["A worker has it and does not end it"], text["Release and try now"]),
        StuckKind.Waiting => (text["It waits for a later time"], text["Try now"]),
        _ => (text["It is due and no lane takes it"], text["Wake the lanes"]),
    };
}
