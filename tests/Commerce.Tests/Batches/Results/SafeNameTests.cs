using System.Text;
using Commerce.Batches.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Commerce.Tests.Batches.Results;

public sealed class SafeNameTests
{
    [TestCase("linen-shirt", "linen-shirt")]
    [TestCase("Linen shirt, blue", "Linen-shirt-blue")]
    [TestCase("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j")]
    [TestCase("../../etc/passwd", "etc-passwd")]
    [TestCase(".hidden", "hidden")]
    [TestCase("ends with a dot.", "ends-with-a-dot")]
    [TestCase("日本語の商品", "日本語の商品")]
    [TestCase("حقيبة جلد", "حقيبة-جلد")]
    [TestCase("हिन्दी", "हिन्दी")]
    [TestCase("Café", "Café")]
    [TestCase("turned\u202Egnp.exe", "turnedgnp.exe")]
    [TestCase("tab\tand\nline\0end", "tab-and-line-end")]
    [TestCase("CON", "CON-1")]
    [TestCase("nul.txt", "nul-txt-1")]
    [TestCase("com7", "com7-1")]
    [TestCase("🙂", "otherwise")]
    [TestCase("", "otherwise")]
    [TestCase("---", "otherwise")]
    [TestCase("lone \uD800 half", "lone-half")]
    public void CG05_a_name_is_safe_in_any_script(string text, string name) => Assert.That(SafeName.Of(text, "otherwise"), Is.EqualTo(name));

    [Test]
    public void CG05_a_long_name_is_cut_between_two_characters()
    {
        var name = SafeName.Of(string.Concat(Enumerable.Repeat("ケ゛", 100)), "otherwise");
        Assert.That(Encoding.UTF8.GetByteCount(name), Is.InRange(70, 80));
        Assert.That(name, Does.Not.Contain("\uFFFD"));
    }

    [Test]
    public void CG05_whatever_goes_in_one_part_of_a_path_comes_out() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        var name = SafeName.Of(text ?? "", "otherwise");
        return name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= 84 && name[0] != '.' && name[^1] != '.'
            && name.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0']) < 0 && !name.Any(char.IsControl);
    }));
}
