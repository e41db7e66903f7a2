using System.Globalization;
using Commerce.Media.Colour;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>
/// Fast and loud: the saving strikes, the old price is crossed out, the owner's own words for the offer, then the button.
/// Nothing counts down, because nothing in an order says when it will be seen; the owner's words say until when.
/// </summary>
internal static class LimitedOfferFilm
{
    /// <exception cref="MediaException">Code <c>offer-missing</c>.</exception>
    internal static void Refuse(VideoOrder order)
    {
        if (order.Price?.Before is null && string.IsNullOrWhiteSpace(order.Offer))
        {
            throw new MediaException("offer-missing", "A limited offer needs an offer: give the product a compare-at price in the shop, or write the offer in your own words, and try again.");
        }
    }

    internal static ShotPlan Plan(FilmMaterial material)
    {
        var (layout, order) = (material.Layout, material.Order);
        var shots = new List<Shot>();
        if (order.Price is { PercentOff: > 0 } price)
        {
            shots.Add(Strike(material, string.Format(CultureInfo.InvariantCulture, material.Words.Save, price.PercentOff), material.Colours.Brand, 1.5f));
        }
        if (!string.IsNullOrWhiteSpace(order.Offer))
        {
            shots.Add(Strike(material, order.Offer.Trim(), shots.Count == 0 ? material.Colours.Brand : material.Colours.Second, 1.5f + Math.Min(1.5f, order.Offer.Length * 0.025f)));
        }
        shots.Add(Close(material));
        shots.Add(Deal(material));
        return new ShotPlan(order.Price?.Before is null ? "limited-offer, the owner's words" : $"limited-offer, {order.Price.Before} to {order.Price.Now}", ShotPlan.Timed(shots, order.Seconds),
            [Transition.Push(layout.Height, 0.36f), Transition.Wipe(180 + 14 * material.Lean, material.Paper, layout.Width, layout.Height, 0.45f)], Mood.Driving, shots.Count - 1) { PosterMoment = 0.85f };
    }

    private static Shot Strike(FilmMaterial material, string words, Rgb ground, float length)
    {
        var layout = material.Layout;
        var area = layout.Tall ? layout.Share(0.08f, 0.22f, 0.78f, 0.5f) : layout.Share(0.08f, 0.14f, 0.84f, 0.72f);
        var text = KineticText.Set(words, "Black", layout.Unit * 0.3f, layout.Unit * 0.06f, area, material.Ink(ground), 0.5f, 0.5f, -0.035);
        return new Shot(length, Layers.Stack(Bands(material, ground), text.Strike(0.02f))) { Least = Math.Min(length, 1.2f) };
    }

    /// <summary>The product close, fast past the camera.</summary>
    private static Shot Close(FilmMaterial material)
    {
        var layout = material.Layout;
        var close = material.Close(material.Picture(1), layout.Share(0.1f, 0.2f, 0.8f, 0.55f), time => new Pose(material.Lean * (0.2f - 0.26f * Ease.Out(Ease.Span(time, -0.2f, 1.3f)) - 0.02f * time), 0.02f, 0.95f + 0.03f * time));
        return new Shot(1.5f, Layers.Stack(Layers.Fill(material.Stage), close)) { Least = 1.1f };
    }

    private static Shot Deal(FilmMaterial material)
    {
        var (layout, colours, order) = (material.Layout, material.Colours, material.Order);
        var room = layout.Tall ? layout.Share(0.1f, 0.21f, 0.78f, 0.31f) : layout.Wide ? layout.Share(0.55f, 0.1f, 0.39f, 0.76f) : layout.Share(0.24f, 0.16f, 0.52f, 0.36f);
        var product = material.Piece(material.Product, room).Moved(time =>
        {
            var landed = Ease.Out(Ease.Span(time, -0.2f, 0.6f));
            return new Pose(0, 0, 1.25f - 0.25f * landed + 0.012f * MathF.Sin(time * 6.2f) * Ease.Span(time, 0.6f, 0.5f));
        });
        var sheet = layout.Sheet(material.Lean);
        Layer ground = time =>
        {
            var edge = sheet.Edge((layout.Tall ? 0.47f : layout.Wide ? 0.49f : 0.455f) * Ease.Out(Ease.Span(time, -0.2f, 0.6f)), layout.Width, layout.Height);
            return new Sheet(sheet, edge, 1.2f, material.Brand, layout.Unit * 0.04f, layout.Width);
        };
        var ink = material.Ink(colours.Brand);
        var words = layout.Tall ? layout.Share(0.07f, 0.552f, 0.81f, 0.08f) : layout.Wide ? layout.Share(0.06f, 0.14f, 0.38f, 0.2f) : layout.Share(0.07f, 0.57f, 0.86f, 0.085f);
        var across = layout.Wide ? 0 : 0.5f;
        var title = KineticText.Set(order.Title, "Bold", layout.Unit * 0.062f, layout.Unit * 0.036f, words, ink, across);
        var layers = new List<Layer> { Layers.Fill(material.Stage), product, ground, title.Rise(0.2f) };
        var prices = layout.Tall ? layout.Share(0.07f, 0.638f, 0.81f, 0.07f) : layout.Wide ? layout.Share(0.06f, 0.38f, 0.38f, 0.22f) : layout.Share(0.07f, 0.665f, 0.86f, 0.125f);
        if (order.Price is not null)
        {
            layers.Add(Prices(material, order.Price, prices, ink, across));
        }
        var button = layout.Tall ? (X: layout.Width * 0.475f, Y: layout.Height * 0.75f) : layout.Wide ? (X: layout.Width * 0.25f, Y: layout.Height * 0.74f) : (X: layout.Width * 0.5f, Y: layout.Height * 0.88f);
        layers.Add(Furniture.Button(material, material.Words.ShopNow, button.X, button.Y, layout.Width * (layout.Wide ? 0.36f : 0.7f), ink, 0.75f));
        return new Shot(3.4f, Layers.Stack([.. layers]), product) { Least = 2.6f };
    }

    private static Layer Prices(FilmMaterial material, PriceWords price, Area area, Rgb ink, float across)
    {
        var now = KineticText.Set(price.Now, "Black", material.Layout.Unit * 0.13f, material.Layout.Unit * 0.06f, area with { Width = area.Width * (price.Before is null ? 1 : 0.56f) }, ink, price.Before is null ? across : 0);
        if (price.Before is null)
        {
            return now.Strike(0.4f);
        }
        var before = KineticText.Set(price.Before, "Semi-Bold", material.Layout.Unit * 0.075f, material.Layout.Unit * 0.042f, area with { Left = area.Left + area.Width * 0.6f, Width = area.Width * 0.4f }, ink, 0);
        // Both stand as one line in the middle of their area.
        var shift = across == 0 ? 0 : (int)Math.Max(0, (area.Width - (before.Ink.Right - now.Ink.Left)) / 2);
        (now, before) = (now.Shifted(shift), before.Shifted(shift));
        var colour = Texture.Premultiplied(ink, 1);
        var over = material.Layout.Unit * 0.012f;
        var (was, strikes) = (before.Rise(0.35f), now.Strike(0.7f, 1.35f));
        return time =>
        {
            var crossed = Ease.Both(Ease.Span(time, 0.75f, 0.3f));
            var cross = new LineShape(before.Ink.Left - over, before.Ink.MiddleY + over * 0.3f, before.Ink.Left - over + (before.Ink.Width + 2 * over) * crossed, before.Ink.MiddleY - over * 0.3f, material.Layout.Unit * 0.008f, colour, crossed > 0 ? 1 : 0);
            return new Stack(was(time), strikes(time), cross);
        };
    }

    /// <summary>Slanted bands that run, two tones of one colour.</summary>
    private static Layer Bands(FilmMaterial material, Rgb ground)
    {
        var layout = material.Layout;
        var tone = (ground.Oklab with { L = ground.Oklab.L + (ground.Oklab.L > 0.6f ? -0.05f : 0.05f) }).ToRgb();
        var (flat, band) = (Texture.Premultiplied(ground, 1), Texture.Premultiplied(tone, 1));
        var pitch = layout.Unit * 0.2f;
        return time => new Drawn((y, row, columns) =>
        {
            row[columns.From..columns.To].Fill(flat);
            var first = (y * 0.6f + time * layout.Unit * 0.35f) % pitch - pitch;
            for (var left = first; left < layout.Width; left += pitch)
            {
                Shapes.Rounded(row, y, columns, new Area(left, y - 2, pitch / 2, 5), 0, band);
            }
        }, opaque: true);
    }
}
