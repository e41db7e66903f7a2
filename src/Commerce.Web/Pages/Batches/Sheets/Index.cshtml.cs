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

    public IReadOnlyList<Sheet> Sheets { get; private set; } = [];

    public string? NextHref { get; private set; }

    public string? Problem { get; private set; }

    public async Task OnGetAsync(Guid? after, CancellationToken cancellationToken) => await ShowAsync(after, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        Problem = await UploadForm.TakeAsync(Request.Form, uploads, id, User.Actor(), text, cancellationToken);
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

    private async Task ShowAsync(Guid? after, CancellationToken cancellationToken)
    {
        var sheets = await context.Sheets.AsNoTracking().Where(sheet => after == null || sheet.Id < after)
            .OrderByDescending(sheet => sheet.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
        Sheets = [.. sheets.Take(PageSize)];
        NextHref = sheets.Count > PageSize ? $"/batches/sheets?after={Sheets[^1].Id}" : null;
    }
}
