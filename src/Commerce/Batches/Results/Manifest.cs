using System.Globalization;
using System.IO.Compression;
using System.Text;
using Commerce.Data;

namespace Commerce.Batches.Results;

/// <summary>
/// The list of an archive's files as CSV (UTF-8 with its mark, so that spreadsheets read it). Written while the files go out
/// and kept compressed until they are out, for only then is it known what became of each.
/// </summary>
internal sealed class Manifest : IAsyncDisposable
{
    public const string FileName = "manifest.csv";

    private const string Titles =
        "File,State of the file,Row,Product,Handle,Variant,SKU,Style,Width,Height,Format,SHA-256,Provider,Model,Prompt,Credits,Review,Rating,Made (UTC)";

    private readonly MemoryStream kept = new();
    private readonly StreamWriter writer;

    public Manifest()
    {
        writer = new StreamWriter(new GZipStream(kept, CompressionLevel.Fastest, leaveOpen: true), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
        writer.WriteLine(Titles);
    }

    public void Add(ResultRow row, string name, Inclusion inclusion) => writer.WriteLine(string.Join(
        ',',
        CsvCell.Of(name), EnumText.Of(inclusion), Number(row.Row), CsvCell.Of(row.Product), CsvCell.Of(row.Handle), CsvCell.Of(row.Variant), CsvCell.Of(row.Sku),
        CsvCell.Of(row.Style), Number(row.Width), Number(row.Height), row.MimeType, row.Sha256, CsvCell.Of(row.Provider), CsvCell.Of(row.Model),
        CsvCell.Of(row.Prompt), Number(row.Credits), EnumText.Of(row.Review), row.Stars?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
        row.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));

    /// <summary>Ends the list and writes it out.</summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        await writer.DisposeAsync();
        kept.Position = 0;
        await using var plain = new GZipStream(kept, CompressionMode.Decompress, leaveOpen: true);
        await plain.CopyToAsync(target, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        await kept.DisposeAsync();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
