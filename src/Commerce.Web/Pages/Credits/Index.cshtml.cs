using Commerce.Credits;
using Commerce.Data;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Credits;

/// <summary>The balance, every line that led to it, and whether they agree.</summary>
public sealed class IndexModel(CommerceContext context, LedgerLines ledger, IStringLocalizer<Words> text, Figures figures) : PageModel
{
    private const int PageSize = 40;

    public static readonly EntryKind[] Kinds = [EntryKind.Grant, EntryKind.Hold, EntryKind.Capture, EntryKind.Release, EntryKind.Expire, EntryKind.Refund, EntryKind.Adjust];

    public LedgerCheck Check { get; private set; } = null!;

    public long Paid { get; private set; }

    public long Back { get; private set; }

    public EntryKind? Kind { get; private set; }

    public Guid? BatchId { get; private set; }

    public string? BatchName { get; private set; }

    public IReadOnlyList<LedgerLine> Lines { get; private set; } = [];

    public string? NextHref { get; private set; }

    public IReadOnlyList<Price> Prices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? kind, Guid? batch, Guid? after, CancellationToken cancellationToken)
    {
        if (!await NarrowAsync(kind, batch, cancellationToken))
        {
            return NotFound();
        }

        Check = await LedgerCheck.RunAsync(context, cancellationToken);
        Paid = await context.Entries.Where(entry => entry.Kind == EntryKind.Capture).SumAsync(entry => entry.Amount, cancellationToken);
        Back = await context.Entries.Where(entry => entry.Kind == EntryKind.Release).SumAsync(entry => entry.Amount, cancellationToken);
        Prices = await context.Prices.AsNoTracking().OrderBy(price => price.Credits).ThenBy(price => price.Action).ToListAsync(cancellationToken);
        var lines = await ledger.ReadAsync(Kind, BatchId, after, PageSize + 1, cancellationToken);
        Lines = [.. lines.Take(PageSize)];
        NextHref = lines.Count > PageSize ? Href(Kind, BatchId, Lines[^1].Id) : null;
        return Page();
    }

    /// <summary>The lines under the same filter, newest first, written out as they are read.</summary>
    public async Task<IActionResult> OnGetExportAsync(string? kind, Guid? batch, CancellationToken cancellationToken)
    {
        return await NarrowAsync(kind, batch, cancellationToken)
            ? new LedgerDownload(ledger.StreamAsync(Kind, BatchId), line => LineWords.Sentence(text, figures, line))
            : NotFound();
    }

    public string Href(EntryKind? kind, Guid? batch, Guid? after = null, string? handler = null) => "/credits" + QueryString.Create(new Dictionary<string, string?>
    {
        ["handler"] = handler,
        ["kind"] = kind?.ToString().ToLowerInvariant(),
        ["batch"] = batch?.ToString(),
        ["after"] = after?.ToString(),
    }.Where(pair => pair.Value is not null));

    private async Task<bool> NarrowAsync(string? kind, Guid? batch, CancellationToken cancellationToken)
    {
        Kind = Enum.TryParse<EntryKind>(kind, ignoreCase: true, out var known) && Kinds.Contains(known) ? known : null;
        BatchId = batch;
        BatchName = batch is null ? null : await context.Batches.Where(row => row.Id == batch).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken);
        return batch is null || BatchName is not null;
    }
}
