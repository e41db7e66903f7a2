using System.Globalization;
using System.Text.RegularExpressions;

namespace Commerce.Web.Tests.Face;

/// <summary>Text stays readable on every ground it is set on, in both themes (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
public sealed partial class ContrastTests
{
    private static readonly string[] Grounds =
        ["page", "frame", "surface", "surface-subdued", "surface-raised", "surface-hover", "surface-selected", "field"];

    private static readonly Dictionary<string, (string Admin, string Studio)> Tokens = Read();

    public static IEnumerable<TestCaseData> TextPairs()
    {
        (string Text, string Ground)[] pairs =
        [
            .. from text in new[] { "text", "text-strong" } from ground in Grounds select (text, ground),
            .. from text in new[] { "text-quiet", "link" } from ground in Grounds where ground is not ("surface-raised" or "surface-selected") select (text, ground),
            ("link", "surface-raised"),
            ("text-inverse", "surface-inverse"), ("primary-text", "primary"), ("primary-text", "primary-hover"),
            ("destructive-text", "destructive"), ("destructive-text", "destructive-hover"),
            ("success-text", "success-surface"), ("warning-text", "warning-surface"), ("critical-text", "critical-surface"),
            ("info-text", "info-surface"), ("neutral-text", "neutral-surface"), ("text-quiet", "neutral-surface"),
            ("critical-text", "surface"), ("text", "skeleton"), ("text", "critical-surface"),
        ];
        return pairs.Select(pair => new TestCaseData(pair.Text, pair.Ground));
    }

    [TestCaseSource(nameof(TextPairs))]
    public void Text_reads_on_its_ground(string text, string ground)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Contrast(Tokens[text].Admin, Tokens[ground].Admin), Is.GreaterThanOrEqualTo(4.5), "admin");
            Assert.That(Contrast(Tokens[text].Studio, Tokens[ground].Studio), Is.GreaterThanOrEqualTo(4.5), "studio");
        }
    }

    [TestCase("border-strong", "surface")]
    [TestCase("border-strong", "field")]
    [TestCase("focus", "surface")]
    [TestCase("focus", "page")]
    [TestCase("fill-done", "surface")]
    [TestCase("fill-running", "surface")]
    [TestCase("fill-failed", "surface")]
    public void Controls_and_states_stand_out(string part, string ground)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Contrast(Tokens[part].Admin, Tokens[ground].Admin), Is.GreaterThanOrEqualTo(3), "admin");
            Assert.That(Contrast(Tokens[part].Studio, Tokens[ground].Studio), Is.GreaterThanOrEqualTo(3), "studio");
        }
    }

    [Test]
    public void Measures_contrast_as_the_guideline_does()
    {
        Assert.That(Contrast("#000000", "#ffffff"), Is.EqualTo(21).Within(0.001));
        Assert.That(Contrast("#777777", "#ffffff"), Is.LessThan(4.5));
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int start)
        {
            var value = int.Parse(hex.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    private static Dictionary<string, (string Admin, string Studio)> Read()
    {
        var css = File.ReadAllText(Path.Combine(FaceHost.SourceFolder, "assets", "css", "tokens.css"));
        return Pair().Matches(css).ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));
    }

    [GeneratedRegex("--([a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)")]
    private static partial Regex Pair();
}
