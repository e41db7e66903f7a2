using Commerce.Batches.Sheets.Mapping;
using Commerce.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Batches.Sheets.Checking;

/// <summary>WooCommerce writes its headings in the shop's language, and the types in the column of types always in English.</summary>
public sealed class WooCommerceSheetTests : SheetFixture
{
    [TestCase("ID,Type,SKU,Name,Parent,Images")]
    [TestCase("ID,Typ,Artikelnummer,Name,Übergeordnetes Produkt,Bilder")]
    [TestCase("ID,Type,UGS,Nom,Parent,Images")]
    [TestCase("ID,Tipo,SKU,Nombre,Superior,Imágenes")]
    [TestCase("ID,Tipo,SKU,Nome,Genitore,Immagini")]
    [TestCase("ID,Type,SKU,Naam,Hoofd,Afbeeldingen")]
    [TestCase("ID,Tipo,REF,Nome,Ascendente,Imagens")]
    [TestCase("ID,種類,SKU,商品名,親,画像")]
    public async Task CG03_lines_of_variations_ask_for_nothing_in_whatever_language_the_export_is(string headings)
    {
        var sheet = await CheckedAsync(
            $"{headings}\n"
            + "1,variable,M,Mug,,https://shop.example/1.jpg\n"
            + "2,variation,M-1,Mug - Red,M,https://shop.example/2.jpg\n"
            + "3,\"variation, virtual\",M-2,Mug - Blue,M,https://shop.example/3.jpg\n"
            + "4,\"simple, downloadable\",C,Cup,,https://shop.example/4.jpg\n"
            + "5,bundle,B,Mug and cup,,https://shop.example/5.jpg\n");
        Assert.Multiple(async () =>
        {
            Assert.That((sheet.Layout, sheet.GoodCount, sheet.BadCount, sheet.LinesRead), Is.EqualTo((SheetLayout.WooCommerce, 3, 0, 5)));
            Assert.That(await ReadAsync(Store.Id, context => context.Products.Where(product => product.Origin == ProductOrigin.Sheet).Select(product => product.Title).Order().ToListAsync()),
                Is.EqualTo(new[] { "Cup", "Mug", "Mug and cup" }));
        });
    }

    [TestCase("Name,Image,Finish,Note", "Mug,https://shop.example/1.jpg,matt,x")]
    [TestCase("Name,Image,Type,Style", "Mug,https://shop.example/1.jpg,variation of cup,lifestyle")]
    [TestCase("Name,Image,Kind", "Mug,https://shop.example/1.jpg,variation")]
    public async Task CG03_a_table_of_ones_own_is_not_taken_for_an_export(string headings, string line)
    {
        var sheet = await CheckedAsync($"{headings}\n{line}\n");
        Assert.That((sheet.Layout, sheet.GoodCount), Is.EqualTo((SheetLayout.Plain, 1)));
    }
}
