using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Commerce.Batches.Sheets;
using Commerce.Delimited;
using Commerce.Library.Storage;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Sheets.Pictures;

public sealed class PictureArchivesTests : SheetFixture
{
    [Test]
    public async Task CG03_rows_find_their_pictures_by_path_or_by_name_where_one_file_has_it()
    {
        var archive = Zip(("mugs/red.png", TestPicture.Png(80, 60)), ("mugs/two.png", TestPicture.Png(90, 60)), ("cups/two.png", TestPicture.Png(100, 60)), ("__MACOSX/mugs/._red.png", [1]), (".DS_Store", [1]));
        var sheet = await CheckedAsync("Name,Image\nOne,mugs/red.png\nTwo,./MUGS\\red.png\nThree,red.png\nFour,two.png\nFive,mugs/rde.png\n", archive);
        var rows = await RowsAsync(sheet);
        var source = await ReadAsync(Store.Id, context => context.SourceImages.AsNoTracking().SingleAsync(image => image.Id == rows[0].SourceImageId));
        Assert.Multiple(async () =>
        {
            Assert.That((sheet.PictureCount, sheet.ArchiveRead), Is.EqualTo((3, true)));
            Assert.That(rows.Select(row => row.Good), Is.EqualTo(new[] { true, true, true, false, false }));
            Assert.That((source.Width, source.Height, source.Url, source.ObjectKey), Is.EqualTo(((int?)80, (int?)60, "", $"stores/{Store.Id}/sheet-pictures/{source.Sha256}")));
            Assert.That(await Services.GetRequiredService<IObjectStore>().ExistsAsync(source.ObjectKey!, CancellationToken.None), Is.True);
            Assert.That(await CodesAsync(sheet), Is.EqualTo(new[] { "5 image_not_found", "6 image_not_found" }));
            Assert.That(await ReadAsync(Store.Id, context => context.SheetErrors.Where(error => error.SheetId == sheet.Id && error.RowNumber == 5).Select(error => error.Fix).SingleAsync()), Is.EqualTo("Did you mean mugs/red.png?"));
        });
    }

    [Test]
    public async Task CG03_hostile_entries_are_refused_in_words_and_cost_no_other()
    {
        var sheet = await CheckedAsync("Name,Image\nA,good.png\nB,../../etc/passwd\nC,link.png\nD,bomb.png\nE,pixels.png\nF,text.png\nG,empty.png\n", Hostile());
        var pictures = await ReadAsync(Store.Id, context => context.SheetPictures.AsNoTracking().Where(picture => picture.SheetId == sheet.Id).OrderBy(picture => picture.Number).ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That((await RowsAsync(sheet)).Where(row => row.Good).Select(row => row.Cells[0]), Is.EqualTo(new[] { "A" }));
            Assert.That(await CodesAsync(sheet), Is.EqualTo(Enumerable.Range(3, 6).Select(line => $"{line} image_refused")));
            Assert.That(pictures.Where(picture => picture.ObjectKey is null).Select(picture => picture.Problem), Is.All.EndsWith("."));
            Assert.That(pictures.Count(picture => picture.ObjectKey is not null), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task CG03_a_file_that_is_no_zip_is_refused_at_once_and_a_damaged_one_in_the_check()
    {
        var refused = (await Assert.ThrowsAsync<UnreadableFileException>(() => UploadAsync("Name,Image\nA,a.png\n", Encoding.UTF8.GetBytes("not a zip at all"))))!;
        Assert.That(refused.Message, Does.Contain("is no ZIP"));
        var damaged = await CheckedAsync("Name,Image\nA,a.png\n", [.. "PK\u0003\u0004"u8, .. new byte[500]]);
        Assert.That((damaged.State, damaged.Message), Is.EqualTo((SheetState.Failed, "The ZIP of pictures is damaged or was not uploaded to its end. Pack it again and upload both files.")));
    }

    private static byte[] Hostile()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("good.png", TestPicture.Png(64, 64));
            Write("../../etc/passwd", TestPicture.Png(64, 64));
            var link = archive.CreateEntry("link.png");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using (var target = link.Open())
                target.Write("/etc/passwd"u8);
            Write("bomb.png", new byte[64 * 1024 * 1024]);
            Write("pixels.png", Pixels());
            Write("text.png", "not a picture"u8.ToArray());
            Write("empty.png", []);

            void Write(string name, byte[] content)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return file.ToArray();
    }

    // The header of a PNG says 30,000 × 30,000 pixels; no such picture is ever unpacked.
    private static byte[] Pixels()
    {
        var picture = TestPicture.Png(64, 64);
        byte[] side = [0, 0, 0x75, 0x30];
        side.CopyTo(picture, 16);
        side.CopyTo(picture, 20);
        BinaryPrimitives.WriteUInt32BigEndian(picture.AsSpan(29), Crc32(picture.AsSpan(12, 17)));
        return picture;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
