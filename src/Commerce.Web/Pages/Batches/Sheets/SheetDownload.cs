using Commerce.Batches.Sheets.Writing;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>Answers with a table as a file.</summary>
internal static class SheetDownload
{
    public static void Begin(HttpResponse response, string name, SheetFormat format)
    {
        response.ContentType = format.MimeType();
        response.Headers.ContentDisposition = $"attachment; filename={name}{format.Extension()}";
        response.Headers.CacheControl = "no-store";
    }
}
