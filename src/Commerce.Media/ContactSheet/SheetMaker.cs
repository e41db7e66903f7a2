using Commerce.Media.Colour;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.ContactSheet;

/// <summary>Puts many pictures on one sheet, each with a caption.</summary>
public static class SheetMaker
{
    /// <summary>Draws the sheet.</summary>
    /// <param name="pictures">In reading order.</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="cell">Side of a picture's square, in pixels.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <returns>A PNG file.</returns>
    /// <exception cref="MediaException">Code <c>sheet-empty</c> without pictures, and as <see cref="PictureIngest"/>.</exception>
    public static async Task<byte[]> MakeAsync(IReadOnlyList<SheetPicture> pictures, int columns = 6, int cell = 320, CancellationToken cancellation = default)
    {
        if (pictures.Count == 0)
        {
            throw new MediaException("sheet-empty", "There are no pictures to show on a sheet.");
        }
        var across = Math.Min(columns, pictures.Count);
        var (gap, caption) = (Math.Max(8, cell / 20), Math.Max(16, cell / 9));
        var width = across * cell + (across + 1) * gap;
        var height = (pictures.Count + across - 1) / across * (cell + caption + gap) + gap;
        var pixels = new byte[width * height * 3];
        Array.Fill(pixels, (byte)246);
        var canvas = new Canvas(pixels, width, height);
        for (var index = 0; index < pictures.Count; index++)
        {
            var (left, top) = (gap + index % across * (cell + gap), gap + index / across * (cell + caption + gap));
            await PlaceAsync(canvas, pictures[index], left, top, cell, caption, cancellation);
        }
        using var sheet = VipsImage.FromBytes(pixels, width, height, 3);
        using var named = sheet.Interpreted("srgb");
        return named.ToPng(dotsPerInch: 144);
    }

    private static async Task PlaceAsync(Canvas canvas, SheetPicture picture, int left, int top, int cell, int caption, CancellationToken cancellation)
    {
        using var image = await PictureIngest.ReadAsync(picture.Path, null, cancellation);
        using var opaque = image.HasAlpha ? image.Flatten(255, 255, 255) : image.Copy();
        using var small = opaque.Thumbnail(cell, cell);
        using var white = VipsImage.Solid(small.Width, small.Height, 255);
        using var joined = small.Join(white);
        var (x, y) = (left + (cell - small.Width) / 2, top + (cell - small.Height) / 2);
        canvas.Lay(joined.ToBytes(), new PixelBox(x, y, small.Width, small.Height));
        if (string.IsNullOrWhiteSpace(picture.Caption))
        {
            return;
        }
        var text = TextInk.Fit(picture.Caption.Trim(), "Medium", caption * 0.48, caption * 0.4, cell, caption, 0);
        canvas.Print(text.Ink, text.At(left, top + cell + caption / 6), new Rgb(0.19f, 0.19f, 0.19f));
    }
}
