using System.Runtime.Intrinsics;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class SamplerTests
{
    [Test]
    public void A_sprite_moved_by_fractions_of_a_pixel_moves_its_centre_by_as_much()
    {
        var sprite = new Sprite(Dot(24), 12, 12);
        var start = Centre(sprite, 50);
        for (var step = 1; step <= 20; step++)
        {
            Assert.That(Centre(sprite, 50 + step * 0.05f) - start, Is.EqualTo(step * 0.05).Within(0.01));
        }
    }

    [Test]
    public void Whole_pixels_arrive_unchanged()
    {
        byte[] pixels = [10, 20, 30, 255, 200, 100, 50, 255, 90, 80, 70, 255, 5, 250, 128, 255];
        var row = new Vector128<float>[4];
        Sampler.Over(new Texture(pixels, 4, 1), row, 0, CubicTaps.For(0, 1, 4, 4), 1, new Columns(0, 4));
        Assert.That(row.SelectMany(pixel => Enumerable.Range(0, 4).Select(band => (int)MathF.Round(pixel[band]))), Is.EqualTo(pixels.Select(value => (int)value)));
    }

    [Test]
    public void A_filled_row_repeats_the_edge_beyond_the_texture()
    {
        var row = new Vector128<float>[6];
        Sampler.Fill(new Texture([0, 0, 0, 255, 100, 100, 100, 255], 2, 1), row, 5, -2, 1, new Columns(0, 6));
        Assert.That(row.Select(pixel => MathF.Round(pixel[0])), Is.EqualTo(new float[] { 0, 0, 0, 100, 100, 100 }));
    }

    [Test]
    public void A_pixel_does_not_depend_on_the_columns_asked_for_with_it()
    {
        var (texture, taps) = (Dot(24), CubicTaps.For(-7.3f, 0.81f, 24, 61));
        var (filled, laid) = (new Vector128<float>[61], new Vector128<float>[61]);
        Sampler.Fill(texture, filled, 9.4f, -7.3f, 0.81f, new Columns(0, 61));
        Sampler.Over(texture, laid, 9.4f, taps, 0.9f, new Columns(0, 61));
        for (var from = 0; from < 61; from += 3)
        {
            var (part, over) = (new Vector128<float>[61], new Vector128<float>[61]);
            var columns = new Columns(from, Math.Min(61, from + 13));
            Sampler.Fill(texture, part, 9.4f, -7.3f, 0.81f, columns);
            Sampler.Over(texture, over, 9.4f, taps, 0.9f, columns);
            Assert.That(part[columns.From..columns.To], Is.EqualTo(filled[columns.From..columns.To]));
            Assert.That(over[columns.From..columns.To], Is.EqualTo(laid[columns.From..columns.To]));
        }
    }

    private static Texture Dot(int side) => new(
        [.. Enumerable.Range(0, side * side).SelectMany(at => Enumerable.Repeat((byte)(250 * Math.Exp(-(Square(at % side, side) + Square(at / side, side)) / 20)), 4))], side, side);

    private static double Square(int place, int side) => (place + 0.5 - side / 2.0) * (place + 0.5 - side / 2.0);

    private static double Centre(Sprite sprite, float place)
    {
        var row = new Vector128<float>[100];
        sprite.At(place, 20).Paint(20, row);
        return row.Select((pixel, at) => pixel[3] * (at + 0.5)).Sum() / row.Sum(pixel => pixel[3]);
    }
}
