using System.IO.Compression;
using System.Text;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Checking;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Sheets;

/// <summary>Spreadsheets of a store on a real database.</summary>
[Category("Database")]
public abstract class SheetFixture : CoreFixture
{
    protected TestStore Store { get; private set; } = null!;

    [SetUp]
    public async Task AddAsync() => Store = await AddStoreAsync(products: 0);

    protected Task<Sheet> UploadAsync(string text, byte[]? pictures = null, Guid? id = null, string name = "mugs.csv", Guid? batch = null) => Work.RunAsync(Store.Id, async services =>
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var archive = pictures is null ? null : new MemoryStream(pictures);
        return await services.GetRequiredService<SheetUploads>().TakeAsync(
            id ?? Guid.CreateVersion7(Clock.GetUtcNow()), new SheetUpload(content, name), archive is null ? null : new SheetUpload(archive, "pictures.zip"), "staff 901", CancellationToken.None, batch);
    });

    /// <summary>Has every row checked, by one worker here, with the guessed mapping or another.</summary>
    protected async Task<Sheet> CheckAsync(Sheet sheet, SheetMapping? mapping = null)
    {
        await Work.RunAsync(Store.Id, services => services.GetRequiredService<SheetChecks>().StartAsync(sheet.Id, mapping ?? sheet.Mapping, CancellationToken.None));
        await RunAsync(sheet.Id);
        return await ReadAsync(Store.Id, context => context.Sheets.AsNoTracking().SingleAsync(row => row.Id == sheet.Id));
    }

    protected Task RunAsync(Guid sheetId) => Work.RunAsync(Store.Id, services => services.GetRequiredService<SheetChecker>().RunAsync(sheetId, CancellationToken.None));

    protected async Task<Sheet> CheckedAsync(string text, byte[]? pictures = null) => await CheckAsync(await UploadAsync(text, pictures));

    protected Task<List<SheetRow>> RowsAsync(Sheet sheet) => ReadAsync(Store.Id, context => context.SheetRows.AsNoTracking().Where(row => row.SheetId == sheet.Id).OrderBy(row => row.RowNumber).ToListAsync());

    /// <summary>Errors as <c>line code</c>.</summary>
    protected Task<List<string>> CodesAsync(Sheet sheet) => ReadAsync(Store.Id, context => context.SheetErrors.Where(error => error.SheetId == sheet.Id)
        .Join(context.SheetRows, error => new { error.SheetId, error.RowNumber }, row => new { row.SheetId, row.RowNumber }, (error, row) => new { row.Line, error.Number, error.Code })
        .OrderBy(one => one.Line).ThenBy(one => one.Number).Select(one => one.Line + " " + one.Code).ToListAsync());

    protected static byte[] Zip(params IReadOnlyList<(string Name, byte[] Content)> entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(content);
            }
        return file.ToArray();
    }
}
