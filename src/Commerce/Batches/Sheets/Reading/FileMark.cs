using System.IO.Compression;
using System.Text;
using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading;

/// <summary>What a file is by its own first bytes.</summary>
internal static class FileMark
{
    private const int SampleSize = 64 * 1024;

    /// <exception cref="UnreadableFileException">It is neither text nor a workbook.</exception>
    public static SheetKind KindOf(Stream content)
    {
        var sample = new byte[SampleSize];
        content.Position = 0;
        var bytes = sample.AsSpan(0, content.ReadAtLeast(sample, SampleSize, throwOnEndOfStream: false));
        content.Position = 0;
        if (bytes.IsEmpty)
            throw new UnreadableFileException("empty", "The file is empty. Export it again and upload the new file.");
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
            return InArchive(content);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw OldOffice(bytes);
        if (bytes.StartsWith("%PDF"u8))
            throw new UnreadableFileException("not_a_sheet", "This is a PDF. Save the table as CSV or as an Excel workbook and upload that.");
        if (bytes.StartsWith("{\\rtf"u8) || bytes.TrimStart(" \r\n\t"u8).StartsWith("<"u8))
            throw new UnreadableFileException("not_a_sheet", "This is a document or a web page, not a table. Save the table as CSV or as an Excel workbook and upload that.");
        return SheetKind.Csv;
    }

    private static SheetKind InArchive(Stream content)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.GetEntry("xl/workbook.xml") is not null)
                return SheetKind.Xlsx;
            throw archive.GetEntry("xl/workbook.bin") is not null
                ? new UnreadableFileException("not_a_sheet", "This is a binary Excel workbook (.xlsb). Save it as .xlsx or CSV and upload that.")
                : new UnreadableFileException("not_a_sheet", "This is a ZIP archive without a workbook in it. Upload the spreadsheet here, and the pictures in the field for pictures.");
        }
        catch (InvalidDataException)
        {
            throw new UnreadableFileException("damaged", "The workbook is damaged or was not uploaded to its end. Save it again and upload the new file.");
        }
    }

    // A workbook with a password is wrapped in the container of old Office files, in a stream of this name.
    private static UnreadableFileException OldOffice(ReadOnlySpan<byte> bytes) => bytes.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
        ? new UnreadableFileException("password", "The workbook is protected by a password. Take the password off in Excel, save it, and upload it again.")
        : new UnreadableFileException("not_a_sheet", "This is a workbook of an old Excel (.xls). Save it as .xlsx or CSV and upload that.");
}
