using System.Text.Encodings.Web;
using Commerce.Batches.Sheets;
using Commerce.Delimited;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>Reads the upload form: a sheet, and perhaps the ZIP of its pictures.</summary>
internal static class UploadForm
{
    public const string File = "sheet";
    public const string Pictures = "pictures";

    /// <summary>Where the page says what is wrong with an upload.</summary>
    public const string ProblemId = "upload-problem";

    /// <param name="batchId">The batch whose corrected rows they are.</param>
    /// <returns>What is wrong in words; null when the sheet is stored.</returns>
    public static async Task<string?> TakeAsync(
        IFormCollection form, SheetUploads uploads, Guid id, string by, IStringLocalizer<Words> text, CancellationToken cancellationToken, Guid? batchId = null)
    {
        if (form.Files.GetFile(File) is not { Length: > 0 } file)
        {
            return form.Files.GetFile(File) is null ? text["Choose a spreadsheet first. Nothing was uploaded."] : text["The file is empty. Export it again and upload the new file."];
        }

        var pictures = form.Files.GetFile(Pictures) is { Length: > 0 } zip ? zip : null;
        try
        {
            await using var content = file.OpenReadStream();
            await using var archive = pictures?.OpenReadStream();
            await uploads.TakeAsync(id, new SheetUpload(content, file.FileName), archive is null ? null : new SheetUpload(archive, pictures!.FileName), by, cancellationToken, batchId);
            return null;
        }
        catch (UnreadableFileException error)
        {
            return text[error.Message];
        }
    }

    /// <summary>Says it on the page that is still there, with the chosen files untouched; null for a browser without scripts.</summary>
    public static IActionResult? RefuseInPlace(PageModel page, string problem) => page.Request.Headers.Accept.ToString().Contains("turbo-stream", StringComparison.Ordinal)
        ? page.Content($"<turbo-stream action=\"update\" target=\"{ProblemId}\"><template><div class=\"banner banner-critical\" role=\"alert\"><div class=\"banner-body\">{HtmlEncoder.Default.Encode(problem)}</div></div></template></turbo-stream>", "text/vnd.turbo-stream.html")
        : null;
}
