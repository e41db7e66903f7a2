using System.IO.Compression;
using Commerce.Batches.Sheets.Writing;
using Commerce.Data;

namespace Commerce.Batches.Results;

/// <summary>
/// The list of an archive's files as CSV. Written while the files go out and kept compressed until they are out, for only
/// then is it known what became of each.
/// </summary>
internal sealed class Manifest : IAsyncDisposable
{
    public const string FileName = "manifest.csv";

    private static readonly SheetCell[] Titles =
    [
        "File", "State of the file", "Row", "Product", "Handle", "Variant", "SKU", "Style", "Width", "Height", "Format", "SHA-256", "Provider", "Model", "Prompt",
        "Credits", "Review", "Rating", "Made (UTC)", "Captions",
    ];

    private readonly MemoryStream kept;
    private readonly GZipStream packed;
    private readonly SheetWriter writer;

    private Manifest(MemoryStream kept, GZipStream packed, SheetWriter writer) => (this.kept, this.packed, this.writer) = (kept, packed, writer);

    public static async Task<Manifest> BeginAsync(CancellationToken cancellationToken)
    {
        var kept = new MemoryStream();
        var packed = new GZipStream(kept, CompressionLevel.Fastest, leaveOpen: true);
        var writer = await SheetWriter.CreateAsync(packed, SheetFormat.Csv, "Manifest", cancellationToken);
        await writer.AddAsync(Titles, cancellationToken);
        return new Manifest(kept, packed, writer);
    }

    /// <param name="captions">The files of its captions that are in the archive.</param>
    public ValueTask AddAsync(ResultRow row, string name, Inclusion inclusion, IReadOnlyList<string> captions, CancellationToken cancellationToken) => writer.AddAsync(
        [
            name, EnumText.Of(inclusion), row.Row, row.Product, row.Handle, row.Variant, row.Sku, row.Style, row.Width, row.Height, row.MimeType, row.Sha256,
            row.Provider, row.Model, row.Prompt, row.Credits, EnumText.Of(row.Review), row.Stars is { } stars ? Math.Round((decimal)stars, 2) : (SheetCell)"",
            row.CreatedAt, string.Join(", ", captions),
        ],
        cancellationToken);

    /// <summary>Ends the list and writes it out.</summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        await writer.FinishAsync(cancellationToken);
        await packed.DisposeAsync();
        kept.Position = 0;
        await using var plain = new GZipStream(kept, CompressionMode.Decompress, leaveOpen: true);
        await plain.CopyToAsync(target, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // After the list was copied out nothing is left to write.
        if (packed.BaseStream is not null)
        {
            await writer.DisposeAsync();
            await packed.DisposeAsync();
        }

        await kept.DisposeAsync();
    }
}
