using Commerce.Media.ContactSheet;
using Commerce.Media.Probe;

namespace Commerce.Media.Tests.ContactSheet;

public sealed class SheetMakerTests
{
    [Test]
    public async Task Lays_pictures_out_in_rows_with_their_captions()
    {
        var path = Path.GetTempFileName();
        try
        {
            var (picture, _) = Pictures.Disc();
            using (picture)
            {
                await File.WriteAllBytesAsync(path, picture.ToJpeg());
            }
            var sheet = await SheetMaker.MakeAsync([.. Enumerable.Range(1, 5).Select(number => new SheetPicture(path, $"Picture {number}"))], 3, 200);
            using var read = PictureIngest.Read(sheet);
            Assert.That((read.Width, read.Height), Is.EqualTo((3 * 200 + 4 * 10, 2 * (200 + 22 + 10) + 10)));
            using var caption = read.Crop(10, 10 + 200, 200, 22);
            Assert.That(caption.Mean(), Is.LessThan(244), "a caption is printed below the first picture");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public async Task Refuses_an_empty_sheet()
    {
        var error = await Assert.ThrowsAsync<MediaException>(() => SheetMaker.MakeAsync([]));
        Assert.That(error!.Code, Is.EqualTo("sheet-empty"));
    }
}
