using System.Globalization;
using Commerce.Media.Captions;
using Commerce.Media.Colour;

namespace Commerce.Media.Video.Films;

/// <summary>Parts several films share: captions, the maker's line, the button, the closing card.</summary>
internal static class Furniture
{
    /// <summary>Each caption from its start to the next one's.</summary>
    internal static Layer Captions(FilmMaterial material, IReadOnlyList<Caption> captions, Area area, Rgb ink, float across)
    {
        var readable = material.Layout.Readable;
        var shown = captions.Select((caption, at) =>
        {
            var text = KineticText.Set(caption.Text, "Bold", readable * 1.7f, readable, area, ink, across);
            var (start, end) = ((float)caption.Start.TotalSeconds, (float)caption.End.TotalSeconds);
            var next = at + 1 < captions.Count ? (float)captions[at + 1].Start.TotalSeconds : float.MaxValue;
            var leaves = Math.Min(end + 0.6f, next - 0.27f);
            return (Start: start, Leaves: leaves, Layer: text.Rise(start - 0.04f, leaves, 0.36f, 0.05f));
        }).ToList();
        return time =>
        {
            var now = shown.Where(caption => time > caption.Start - 0.1f && time < caption.Leaves + 0.3f).Select(caption => caption.Layer(time));
            return new Stack([.. now]);
        };
    }

    /// <summary>The maker's name in small capitals; nothing when it is not known.</summary>
    internal static Layer Maker(FilmMaterial material, Area area, Rgb ink, float across, float start)
    {
        var maker = material.Order.Vendor?.Trim();
        return string.IsNullOrEmpty(maker)
            ? _ => Painting.Nothing
            : KineticText.Set(maker.ToUpper(CultureInfo.InvariantCulture), "Semi-Bold", material.Layout.Unit * 0.034f, material.Layout.Unit * 0.022f, area, ink, across, 0, 0.12).Rise(start);
    }

    /// <summary>A button with the call to action that breathes.</summary>
    internal static Layer Button(FilmMaterial material, string words, float x, float y, float most, Rgb ground, float start)
    {
        var unit = material.Layout.Unit;
        var area = new Area(x - most / 2, y - unit * 0.06f, most, unit * 0.12f);
        var text = KineticText.Set(words, "Bold", unit * 0.062f, unit * 0.04f, area with { Left = area.Left + unit * 0.05f, Width = most - unit * 0.1f }, material.Ink(ground), 0.5f);
        var label = text.Rise(start + 0.14f, length: 0.45f);
        var (fill, wide) = (Texture.Premultiplied(ground, 1), text.Ink.Width + unit * 0.13f);
        return time =>
        {
            var arrived = Ease.Out(Ease.Span(time, start, 0.45f));
            var breath = 1 + 0.018f * MathF.Sin(Math.Max(0, time - start - 0.5f) * 5.2f);
            var (w, h) = (wide * arrived * breath, unit * 0.125f * Math.Min(1, arrived * 1.2f) * breath);
            return new Stack(new RoundedShape(new Area(x - w / 2, y - h / 2, w, h), h / 2, fill), label(time));
        };
    }

    /// <summary>The store's name on the brand's colour, with or without the call to action.</summary>
    internal static Shot Closing(FilmMaterial material, bool calls, float length = 1.9f)
    {
        var (layout, colours) = (material.Layout, material.Colours);
        var unit = layout.Unit;
        var area = layout.Safe with { Top = layout.Height * 0.3f, Height = layout.Height * (calls ? 0.22f : 0.36f), Left = layout.Width * 0.1f, Width = layout.Width * 0.8f };
        var name = KineticText.Set(material.Signature, "Bold", unit * 0.125f, unit * 0.055f, area, material.Ink(colours.Brand), 0.5f, calls ? 1 : 0.5f);
        var corner = new Plane(material.Lean > 0 ? -58 : 238);
        Layer sheet = time =>
        {
            var edge = corner.Edge(-0.05f + 0.27f * Ease.Out(Ease.Span(time, -0.1f, 1.2f)) + time * 0.01f, layout.Width, layout.Height);
            return new Sheet(corner, edge, 1.2f, material.Second, layout.Width * 0.05f, layout.Width);
        };
        var layers = new List<Layer> { Layers.Fill(material.Brand), sheet, name.Rise(0.05f) };
        if (calls)
        {
            layers.Add(Button(material, material.Words.ShopNow, layout.Width / 2f, layout.Height * 0.52f + unit * 0.15f, layout.Width * 0.76f, material.Ink(colours.Brand), 0.35f));
        }
        return new Shot(length, Layers.Stack([.. layers]));
    }
}
