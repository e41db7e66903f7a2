using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;

namespace Commerce.Media.Tests.Compose;

public sealed class TextInkTests
{
    // Letters that are frames themselves, as the Hebrew final mem, are left out: they look like the box of a missing glyph.
    private static readonly string[] Scripts =
    [
        "Waterproof down to ten metres", "Водонепроницаемая ткань для гор", "Αδιάβροχο ύφασμα για το βουνό", "قماش مقاوم للماء يدوم طويلا",
        "בד עמיד שמחזיק לאורך זמן", "防水面料经久耐用适合登山旅行", "防水生地で長く使えるリュックです", "방수 원단으로 오래 쓰는 배낭",
    ];

    [TestCaseSource(nameof(Scripts))]
    public void Has_a_glyph_for_every_letter(string words)
    {
        foreach (var letter in words.Where(char.IsLetter).Distinct())
        {
            Assert.That(IsMissing(letter.ToString()), Is.False, $"{letter} is drawn as an empty box; the fonts of ./studio setup are needed");
        }
    }

    [Test]
    public void Recognises_the_box_of_a_missing_glyph() => Assert.That(IsMissing("\u0378"), Is.True);

    [TestCaseSource(nameof(Scripts))]
    public void Never_leaves_its_box_however_long_the_text(string words)
    {
        foreach (var text in (string[])[words, string.Join(' ', Enumerable.Repeat(words, 9)), words.Replace(" ", "", StringComparison.Ordinal) + words])
        {
            foreach (var (width, height) in ((int, int)[])[(300, 90), (90, 60), (160, 400)])
            {
                var ink = TextInk.Fit(text, "Bold", 60, 14, width, height, -0.02, 0.9);
                Assert.That((ink.Width <= width, ink.Height <= height, ink.Ink.Max()), Is.EqualTo((true, true, (byte)255)), $"{text} {width}x{height}");
            }
        }
    }

    [Test]
    public void Cuts_between_letters_and_never_inside_one()
    {
        var family = string.Concat(Enumerable.Repeat("👩‍👩‍👧", 30));
        Assert.That(() => TextInk.Fit(family, "Bold", 20, 20, 100, 24, 0), Throws.Nothing);
    }

    [TestCase("خيمة", true)]
    [TestCase("אוהל 2", true)]
    [TestCase("2 Person Tent", false)]
    [TestCase("テント", false)]
    public void Knows_which_way_a_text_runs(string words, bool left) => Assert.That(TextScript.RunsLeft(words), Is.EqualTo(left));

    [TestCase("خيمة لشخصين", "مقاومة للماء", true)]
    [TestCase("Two person tent", "Waterproof", false)]
    public void The_infographics_words_stand_where_its_readers_begin(string title, string fact, bool right)
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var order = new CompositionOrder("infographic", title, "Test", [fact], ["#1f4d3a"], null, 400, 400, 1);
            var drawn = PictureComposer.Draw(ProductCutter.Cut(picture), order);
            var bare = PictureComposer.Draw(ProductCutter.Cut(picture), order with { Title = "Tent", Vendor = null, SellingPoints = [] });
            Assert.That(drawn.Product.Box.Left + drawn.Product.Box.Width / 2 < 200, Is.EqualTo(right), "the product stands on the other side");
            Assert.That(DarkColumns(drawn.Canvas, 0, 190) < DarkColumns(drawn.Canvas, 210, 400), Is.EqualTo(!right), "the product is the darker side");
            Assert.That(bare.Product.Box.Left, Is.GreaterThan(150));
        }
    }

    private static long DarkColumns(Canvas canvas, int from, int to)
    {
        long dark = 0;
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = from; x < to; x++)
            {
                dark += 255 - canvas.Pixels[(y * canvas.Width + x) * 3 + 1];
            }
        }
        return dark;
    }

    /// <summary>A missing glyph is a frame: ink along all four sides.</summary>
    private static bool IsMissing(string letter)
    {
        var ink = TextInk.Set(letter, "Medium", 48, 400);
        const int Deep = 4;
        bool Framed(int length, Func<int, int, byte> at) => Enumerable.Range(0, length).Count(along => Enumerable.Range(0, Deep).Max(inward => at(along, inward)) > 60) * 100 / length > 85;
        var (right, bottom) = (ink.Width - 1, ink.Height - 1);
        return right > Deep && bottom > Deep
            && Framed(ink.Width, (x, inward) => ink.Ink[inward * ink.Width + x]) && Framed(ink.Width, (x, inward) => ink.Ink[(bottom - inward) * ink.Width + x])
            && Framed(ink.Height, (y, inward) => ink.Ink[y * ink.Width + inward]) && Framed(ink.Height, (y, inward) => ink.Ink[y * ink.Width + right - inward]);
    }
}
