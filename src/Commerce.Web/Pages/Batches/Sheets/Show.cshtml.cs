using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Writing;
using Commerce.Data;
using Commerce.Delimited;
using Commerce.Tenancy;
using Commerce.Web.Face;
using Commerce.Web.Live;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>One spreadsheet on its way to a batch: its columns, the check of its rows, what came of it.</summary>
[RequestSizeLimit(IndexModel.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = IndexModel.LargestRequest)]
public sealed class ShowModel(
    CommerceContext context, StoreScope scope, SheetUploads uploads, SheetChecks checks, SheetDrafts drafts, Fragments fragments, TimeProvider time, IStringLocalizer<Words> text) : PageModel
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(10);

    [FromRoute]
    public Guid Id { get; set; }

    public Sheet Sheet { get; private set; } = null!;

    public IReadOnlyList<ErrorKind> Kinds { get; private set; } = [];

    public IReadOnlyList<ErrorLine> Errors { get; private set; } = [];

    /// <summary>The kind of error the table is narrowed to.</summary>
    public string? Code { get; private set; }

    public string? NextHref { get; private set; }

    public string? Problem { get; private set; }

    public string Href(string? code = null) => $"/batches/sheets/{Id}{(code is null ? "" : $"?code={Uri.EscapeDataString(code)}")}";

    public async Task<IActionResult> OnGetAsync(string? code, string? after, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
        {
            return NotFound();
        }

        await checks.EnsureAsync(Sheet, cancellationToken);
        Code = code is { Length: > 0 } && !code.Contains('\0', StringComparison.Ordinal) ? code : null;
        await ReadErrorsAsync(after, cancellationToken);
        return Page();
    }

    /// <summary>Keeps the mapping and has every row checked.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
        {
            return NotFound();
        }

        var mapping = MappingForm.Read(Request.Form, Sheet);
        if (!mapping.NamesProducts)
        {
            Sheet.Mapping = mapping;
            Sheet.State = SheetState.Uploaded;
            Problem = text["Choose the column with the base image or with the product's handle: without one no row says what to work from."];
            return this.Invalid();
        }

        return await checks.StartAsync(Id, mapping, cancellationToken) ? this.Stay(text["Checking every row. Nothing is charged."]) : this.Go($"/batches/sheets/{Id}");
    }

    /// <summary>Takes another sheet of the workbook.</summary>
    public async Task<IActionResult> OnPostSheetAsync(string? sheetName, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
        {
            return NotFound();
        }

        try
        {
            await uploads.ChooseAsync(Id, sheetName ?? "", cancellationToken);
            return this.Go($"/batches/sheets/{Id}");
        }
        catch (UnreadableFileException error)
        {
            Problem = text[error.Message];
            return this.Invalid();
        }
    }

    /// <summary>Takes a corrected file in this one's place; the mapping stays when its headings are the same.</summary>
    public async Task<IActionResult> OnPostReplaceAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
        {
            return NotFound();
        }

        // What a batch was made of stays with it; the corrected file then is a sheet of its own.
        var id = Sheet.DraftId is null ? Id : Guid.CreateVersion7(time.GetUtcNow());
        Problem = await UploadForm.TakeAsync(Request.Form, uploads, id, User.Actor(), text, cancellationToken);
        if (Problem is null)
        {
            return this.Go($"/batches/sheets/{id}", text["The new sheet is here, and the columns are as you chose them."]);
        }

        if (UploadForm.RefuseInPlace(this, Problem) is { } answer)
        {
            return answer;
        }

        await ReadErrorsAsync(null, cancellationToken);
        return this.Invalid();
    }

    /// <summary>Opens the columns again.</summary>
    public async Task<IActionResult> OnPostColumnsAsync(CancellationToken cancellationToken)
    {
        var found = await context.Sheets.Where(sheet => sheet.Id == Id && sheet.DraftId == null).ExecuteUpdateAsync(sheet => sheet.SetProperty(row => row.State, SheetState.Uploaded), cancellationToken);
        return found == 0 ? NotFound() : this.Go($"/batches/sheets/{Id}");
    }

    /// <summary>Goes on with the good rows.</summary>
    public async Task<IActionResult> OnPostRunAsync(CancellationToken cancellationToken) =>
        await drafts.OpenAsync(Id, User.Actor(), cancellationToken) is { } draftId ? this.Go($"/batches/new/{draftId}/styles") : NotFound();

    /// <summary>The rows with errors as a file.</summary>
    public async Task<IActionResult> OnGetReportAsync(string? format, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
        {
            return NotFound();
        }

        var wanted = SheetFormats.Find(format) ?? SheetFormat.Csv;
        SheetDownload.Begin(Response, "errors", wanted);
        await SheetReport.WriteAsync(context, Sheet, Response.Body, wanted, cancellationToken);
        return new EmptyResult();
    }

    public async Task<IActionResult> OnGetEventsAsync(CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken) ? await this.StreamAsync(EventsAsync(cancellationToken)) : NotFound();

    private async IAsyncEnumerable<SseItem<string>> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? shown = null;
        for (var end = time.GetUtcNow() + LongestStream; time.GetUtcNow() < end; await Task.Delay(Beat, time, cancellationToken))
        {
            if (!await ReadAsync(cancellationToken) || !Sheet.Active)
            {
                yield return LiveEvents.Done;
                yield break;
            }

            var html = await fragments.DrawAsync(HttpContext, "/Pages/Batches/Sheets/_Progress.cshtml", Sheet);
            if (html != shown)
            {
                yield return LiveEvents.Fragment("checking", html);
            }

            shown = html;
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (await context.Sheets.AsNoTracking().SingleOrDefaultAsync(sheet => sheet.Id == Id, cancellationToken) is not { } sheet)
        {
            return false;
        }

        Sheet = sheet;
        return true;
    }

    private async Task ReadErrorsAsync(string? after, CancellationToken cancellationToken)
    {
        if (Sheet.State != SheetState.Checked || Sheet.BadCount == 0)
        {
            return;
        }

        Kinds = await SheetErrors.KindsAsync(context, scope.StoreId, Id, cancellationToken);
        (Errors, var next) = await SheetErrors.PageAsync(context, Id, Code, after, cancellationToken);
        NextHref = next is null ? null : $"{Href(Code)}{(Code is null ? "?" : "&")}after={next}";
    }
}
