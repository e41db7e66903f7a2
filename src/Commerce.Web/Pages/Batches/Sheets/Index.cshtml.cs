using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Writing;
using Commerce.Data;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>Where a spreadsheet is uploaded, and the ones uploaded before.</summary>
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class IndexModel(CommerceContext context, SheetUploads uploads, TimeProvider time, IStringLocalizer<Words> text) : PageModel
{
    /// <summary>The largest sheet with the largest ZIP, and room for the form around them.</summary>
    internal const long LargestRequest = SheetLimits.File + SheetLimits.Archive + (1024 * 1024);

    private const int PageSize = 25;

    /// <summary>The batch whose corrected rows are uploaded.</summary>
    [FromQuery(Name = "batch")]
    public Guid? BatchId { get; set; }

    /// <summary>Its name; null without one.</summary>
    public string? BatchName { get; private set; }

    /// <summary>Where the form goes.</summary>
    public string UploadHref => BatchId is { } batch ? $"/batches/sheets?batch={batch}" : "/batches/sheets";

    public IReadOnlyList<Sheet> Sheets { get; private set; } = [];

    public string? NextHref { get; private set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken cancellationToken)
    {
        if (!await FindBatchAsync(cancellationToken))
        {
            return NotFound();
        }

        await ShowAsync(after, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindBatchAsync(cancellationToken))
        {
            return NotFound();
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        Problem = await UploadForm.TakeAsync(Request.Form, uploads, id, User.Actor(), text, cancellationToken, BatchId);
        if (Problem is null)
        {
            return this.Go($"/batches/sheets/{id}", text["The sheet is here. Check its columns."]);
        }

        if (UploadForm.RefuseInPlace(this, Problem) is { } answer)
        {
            return answer;
        }

        await ShowAsync(null, cancellationToken);
        return this.Invalid();
    }

    /// <summary>An empty sheet with the columns that are understood.</summary>
    public async Task<IActionResult> OnGetTemplateAsync(string? format, CancellationToken cancellationToken)
    {
        var wanted = SheetFormats.Find(format) ?? SheetFormat.Xlsx;
        SheetDownload.Begin(Response, "template", wanted);
        await SheetTemplate.WriteAsync(Response.Body, wanted, cancellationToken);
        return new EmptyResult();
    }

    private async Task<bool> FindBatchAsync(CancellationToken cancellationToken)
    {
        BatchName = BatchId is { } wanted ? await context.Batches.Where(batch => batch.Id == wanted).Select(batch => batch.Name).SingleOrDefaultAsync(cancellationToken) : null;
        return BatchId is null || BatchName is not null;
    }

    private async Task ShowAsync(Guid? after, CancellationToken cancellationToken)
    {
        var sheets = await context.Sheets.AsNoTracking().Where(sheet => after == null || sheet.Id < after)
            .OrderByDescending(sheet => sheet.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
        Sheets = [.. sheets.Take(PageSize)];
        NextHref = sheets.Count > PageSize ? $"/batches/sheets?after={Sheets[^1].Id}" : null;
    }
}
