using Commerce.Batches.Sheets.Mapping;

namespace Commerce.Tests.Batches.Sheets.Mapping;

public sealed class MappingTests
{
    [TestCase("Titel,Beschreibung,Bild,Stil,Seitenverhältnis,Anzahl,Sprache", "Name,Description,Image,Style,Ratio,Count,Language")]
    [TestCase("Nom du produit,Descriptif,Lien image,Style,Rapport,Exemplaires,Langue", "Name,Description,Image,Style,Ratio,Count,Language")]
    [TestCase("Nombre,Descripción,Imagen,Estilo,Proporción,SKU,Idioma", "Name,Description,Image,Style,Ratio,Product,Language")]
    [TestCase("商品名,説明,画像,スタイル", "Name,Description,Image,Style")]
    [TestCase("Handle,Title,Body (HTML),Image Src,Variant SKU", "Product,Name,Description,Image,")]
    [TestCase("URL handle,Title,Description,Product image URL,SKU", "Product,Name,Description,Image,")]
    [TestCase("ID,Type,SKU,Name,Short description,Description,Images", ",,Product,Name,,Description,Image")]
    [TestCase("Desired Style ID,Base Image URL,Product Name", "Style,Image,Name")]
    [TestCase("My product picture link,The style we want", "Image,Style")]
    public void CG03_headings_of_exports_and_of_several_languages_are_understood(string headings, string fields)
    {
        var names = headings.Split(',');
        var mapping = MappingGuess.Of(names, []);
        var found = names.Select((_, column) => mapping.Columns.Where(pair => pair.Value == column).Select(pair => pair.Key.ToString()).SingleOrDefault(""));
        Assert.That(string.Join(',', found), Is.EqualTo(fields));
    }

    [Test]
    public void CG03_what_stands_in_the_cells_decides_where_headings_leave_a_doubt()
    {
        string[] headings = ["Image", "Picture", "x", "Format"];
        string[][] rows = [["Front view", "https://shop.example/a.jpg", "Lifestyle", "JPEG"], ["Side view", "https://shop.example/b.jpg", "studio shot", "PNG"]];
        var mapping = MappingGuess.Of(headings, rows);
        Assert.That((mapping[SheetField.Image], mapping[SheetField.Style], mapping[SheetField.Ratio]), Is.EqualTo(((int?)1, (int?)2, (int?)null)));
    }

    [TestCase("16:9", "16:9")]
    [TestCase("16:09", "16:9")]
    [TestCase("16:09:00", "16:9")]
    [TestCase("01:01", "1:1")]
    [TestCase("4x3", "4:3")]
    [TestCase("3 / 2", "3:2")]
    [TestCase("1080 x 1920", "9:16")]
    [TestCase("1920×1080px", "16:9")]
    [TestCase("Square", "1:1")]
    [TestCase("Hochformat", "9:16")]
    [TestCase("2:1", null)]
    [TestCase("0:0", null)]
    [TestCase("99999:99999", "1:1")]
    [TestCase("wide", null)]
    public void CG03_ratios_are_understood_in_every_way_tables_come_to_hold_them(string text, string? ratio) => Assert.That(SheetRatio.Find(text), Is.EqualTo(ratio));

    [TestCase("2:1", "16:9")]
    [TestCase("5:4", "4:3")]
    [TestCase("1:3", "9:16")]
    [TestCase("squar", "1:1")]
    [TestCase("0:0", null)]
    [TestCase("something else entirely", null)]
    public void CG03_an_unknown_ratio_has_a_nearest_that_exists(string text, string? ratio) => Assert.That(SheetRatio.NearestTo(text), Is.EqualTo(ratio));

    [TestCase("de", "de")]
    [TestCase("de-AT", "de")]
    [TestCase("German", "de")]
    [TestCase("Deutsch", "de")]
    [TestCase("pt_BR", "pt")]
    [TestCase("日本語", "ja")]
    [TestCase("Klingon", null)]
    public void CG03_languages_are_understood_by_code_and_by_name(string text, string? code) => Assert.That(SheetLanguage.Find(text), Is.EqualTo(code));

    [TestCase("Studio Shot", "studio-shot")]
    [TestCase("STUDIO_SHOT", "studio-shot")]
    [TestCase("brand film", "brand-film")]
    [TestCase("nothing", null)]
    public void CG03_styles_are_understood_by_key_and_by_name(string text, string? key) => Assert.That(StyleNames.Find(text)?.Key, Is.EqualTo(key));

    [Test]
    public void CG03_the_same_headings_have_one_fingerprint_and_a_report_has_that_of_its_sheet()
    {
        string[] headings = ["Name", "Image"];
        Assert.That(SheetLayouts.Fingerprint(["name ", "IMAGE"]), Is.EqualTo(SheetLayouts.Fingerprint(headings)));
        Assert.That(SheetLayouts.Fingerprint([.. headings, "Row", "Error code", "Provider's message", "Error", "Fix"]), Is.EqualTo(SheetLayouts.Fingerprint(headings)));
        Assert.That(SheetLayouts.Fingerprint(["Image", "Name"]), Is.Not.EqualTo(SheetLayouts.Fingerprint(headings)));
    }
}
