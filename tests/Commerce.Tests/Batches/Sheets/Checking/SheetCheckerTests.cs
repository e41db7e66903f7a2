using Commerce.Batches;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Batches.Sheets.Checking;

public sealed class SheetCheckerTests : SheetFixture
{
    [Test]
    public async Task CG03_every_row_is_good_or_has_its_errors_by_row_and_column_with_a_fix()
    {
        var sheet = await CheckedAsync(
            "Product name,Image,Style,Prompt,Ratio,Count,Language\n"
            + "Mug,https://shop.example/mug.jpg,Studio shot,warm light,1:1,2,German\n"
            + "Cup,https://shop.example/cup.jpg,Studio shoot,,2:1,9,Germn\n"
            + "Jug,,,,,,\n"
            + "Pot,=HYPERLINK(),lifestyle,,01:01,1.0,de-AT\n"
            + "Pan,ftp://shop.example/pan.jpg,,,,two,\n");
        var rows = await RowsAsync(sheet);
        var errors = await ReadAsync(Store.Id, context => context.SheetErrors.AsNoTracking().Where(error => error.SheetId == sheet.Id).OrderBy(error => error.RowNumber).ThenBy(error => error.Number).ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That((sheet.State, sheet.GoodCount, sheet.BadCount, sheet.LinesRead), Is.EqualTo((SheetState.Checked, 1, 4, 5)));
            Assert.That((rows[0].Style, rows[0].Prompt, rows[0].Ratio, rows[0].Copies, rows[0].Language), Is.EqualTo(("studio-shot", "warm light", "1:1", (int?)2, "de")));
            Assert.That(await CodesAsync(sheet), Is.EqualTo(new[]
            {
                "3 style_unknown", "3 ratio_unknown", "3 language_unknown", "3 count_out_of_range", "4 image_missing", "5 formula", "5 image_missing", "6 count_unreadable",
            }));
            Assert.That(errors.Select(error => error.ColumnName).Distinct(), Is.EqualTo(new[] { "Style", "Ratio", "Language", "Count", "Image" }));
            Assert.That(errors.Take(3).Select(error => error.Fix), Is.EqualTo(new[] { "Did you mean Studio shot?", "Did you mean 16:9?", "Did you mean German?" }));
            Assert.That(errors.Select(error => error.Message + error.Fix), Is.All.EndWith(".").Or.EndWith("?"));
        });
    }

    [Test]
    public async Task CG03_a_row_that_names_a_product_of_the_catalogue_uses_it_and_its_picture()
    {
        var productId = await AddProductAsync(Store.Id, "Tin mug");
        await ReadAsync(Store.Id, async context =>
        {
            context.Variants.Add(new Variant { StoreId = Store.Id, Id = Guid.CreateVersion7(Clock.GetUtcNow()), ProductId = productId, ShopifyId = "gid://shopify/ProductVariant/1", Title = "Only", Sku = "TIN-1", Position = 1 });
            return await context.SaveChangesAsync();
        });
        var picture = await ReadAsync(Store.Id, context => context.SourceImages.Where(image => image.ProductId == productId).Select(image => image.Id).SingleAsync());
        var sheet = await CheckedAsync("Handle,Image\ntin-mug,\nTIN-1,\n,tin-mug\nTIN-1,http://127.0.0.1:9/never-asked?v=2\ntin-mug,https://elsewhere.example/x.jpg\nno-such-thing,\n");
        var rows = await RowsAsync(sheet);
        Assert.Multiple(async () =>
        {
            Assert.That(rows.Take(4).Select(row => (row.ProductId, row.SourceImageId)), Is.All.EqualTo(((Guid?)productId, (Guid?)picture)));
            Assert.That((rows[4].ProductId, rows[4].SourceImageId == picture), Is.EqualTo(((Guid?)productId, false)), "a picture that is not the shop's is the row's own");
            Assert.That(await CodesAsync(sheet), Is.EqualTo(new[] { "7 product_unknown" }));
            Assert.That(await ReadAsync(Store.Id, context => context.Products.CountAsync()), Is.EqualTo(1), "nothing was made beside the catalogue");
        });
    }

    [Test]
    public async Task CG03_other_rows_become_products_of_the_sheet_and_the_same_row_is_the_same_product_ever_after()
    {
        const string Text = "Name,Description,Image\nMug,Holds tea,https://shop.example/mug.jpg\nMug,Holds tea,https://shop.example/mug.jpg\nCup,,https://shop.example/mug.jpg\n";
        var first = await RowsAsync(await CheckedAsync(Text));
        var again = await RowsAsync(await CheckedAsync(Text.Replace("Holds tea", "Holds coffee", StringComparison.Ordinal)));
        var products = await ReadAsync(Store.Id, context => context.Products.AsNoTracking().Include(product => product.SourceImages).OrderBy(product => product.Title).ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That(again.Select(row => (row.ProductId, row.SourceImageId)), Is.EqualTo(first.Select(row => (row.ProductId, row.SourceImageId))));
            Assert.That(first[0].ProductId, Is.EqualTo(first[1].ProductId).And.Not.EqualTo(first[2].ProductId));
            Assert.That(products.Select(product => (product.Title, product.DescriptionHtml, product.Origin)), Is.EqualTo(new[] { ("Cup", "", ProductOrigin.Sheet), ("Mug", "Holds coffee", ProductOrigin.Sheet) }));
            Assert.That(products.Select(product => product.SourceImages.Single()), Is.All.Matches<SourceImage>(image => image is { Url: "https://shop.example/mug.jpg", ObjectKey: null, OfSheet: true }));
        });
    }

    [Test]
    public async Task CG03_products_of_a_sheet_show_in_the_catalogue_only_when_asked_for()
    {
        await AddProductAsync(Store.Id, "Tin mug");
        await CheckedAsync("Name,Image\nMug,https://shop.example/mug.jpg\n");
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(Store.Id, context => new CatalogueFilter().Of(context, Store.Id).Select(product => product.Title).ToListAsync()), Is.EqualTo(new[] { "Tin mug" }));
            Assert.That(await ReadAsync(Store.Id, context => new CatalogueFilter(Origin: ProductOrigin.Sheet).Of(context, Store.Id).Select(product => product.Title).ToListAsync()), Is.EqualTo(new[] { "Mug" }));
        });
    }

    [Test]
    public async Task CG02_the_good_rows_are_one_select_in_their_order_for_planning()
    {
        var sheet = await CheckedAsync("Name,Image,Count\nMug,https://shop.example/a.jpg,3\nCup,nowhere,\nJug,https://shop.example/b.jpg,\n");
        var rows = await RowsAsync(sheet);
        await using var source = NpgsqlDataSource.Create(Database.Owner);
        await using var command = source.CreateCommand(SheetScope.Sql + " order by 1");
        command.Parameters.AddWithValue("store", Store.Id);
        command.Parameters.AddWithValue("sheet", sheet.Id);
        await using var reader = await command.ExecuteReaderAsync();
        var read = new List<string>();
        while (await reader.ReadAsync())
            read.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "-" : reader.GetValue(column))));
        Assert.That(read, Is.EqualTo(new[] { rows[0], rows[2] }.Select(row => $"{row.RowNumber} {row.ProductId} {row.SourceImageId}     {(row.Copies is { } copies ? copies : "-")} {row.RowNumber} -")));
    }

    [Test]
    public async Task CG03_a_draft_of_the_good_rows_is_made_once_however_often_it_is_asked_for()
    {
        var sheet = await CheckedAsync("Name,Image\nMug,https://shop.example/a.jpg\nMug,https://shop.example/a.jpg\nCup,nowhere\nJug,https://shop.example/b.jpg\n");
        var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Work.RunAsync(Store.Id, services => services.GetRequiredService<SheetDrafts>().OpenAsync(sheet.Id, "staff 901", CancellationToken.None))));
        var draft = await Work.RunAsync(Store.Id, services => services.GetRequiredService<BatchDrafts>().FindAsync(asked[0]!.Value, CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(asked.Distinct().ToList(), Has.Count.EqualTo(1));
            Assert.That(draft!.SheetId, Is.EqualTo(sheet.Id));
        });
    }

    [Test]
    public async Task CG03_lines_of_an_export_that_continue_a_product_ask_for_nothing()
    {
        var shopify = await CheckedAsync("Handle,Title,Image Src,Option1 Value\nmug,Mug,https://shop.example/1.jpg,Red\nmug,,https://shop.example/2.jpg,Blue\nmug,,,Green\ncup,Cup,https://shop.example/3.jpg,\n");
        var woo = await CheckedAsync("ID,Type,SKU,Name,Images,Parent\n1,variable,M,Mug,\"https://shop.example/1.jpg, https://shop.example/2.jpg\",\n2,variation,M-1,Mug - Red,,M\n3,simple,C,Cup,https://shop.example/3.jpg,\n");
        Assert.Multiple(async () =>
        {
            Assert.That((shopify.Layout, shopify.GoodCount, shopify.BadCount, shopify.LinesRead), Is.EqualTo((SheetLayout.Shopify, 2, 0, 4)));
            Assert.That((woo.Layout, woo.GoodCount, woo.BadCount, woo.LinesRead), Is.EqualTo((SheetLayout.WooCommerce, 2, 0, 3)));
            Assert.That(await ReadAsync(Store.Id, context => context.Products.Select(product => product.Title).Order().ToListAsync()), Is.EqualTo(new[] { "Cup", "Mug" }), "both exports name the same products");
        });
    }

    [Test]
    public async Task CG03_a_corrected_file_takes_the_sheets_place_and_keeps_its_columns()
    {
        const string Headings = "A,B\n";
        var sheet = await UploadAsync(Headings + "Mug,nowhere\n");
        var mapping = new SheetMapping(new Dictionary<SheetField, int> { [SheetField.Name] = 0, [SheetField.Image] = 1 });
        var bad = await CheckAsync(sheet, mapping);
        var corrected = await UploadAsync(Headings + "Mug,https://shop.example/a.jpg\n", id: sheet.Id);
        Assert.That(corrected.Mapping.Columns, Is.EquivalentTo(mapping.Columns));
        var good = await CheckAsync(corrected);
        var other = await UploadAsync(Headings + "Cup,https://shop.example/c.jpg\n");
        Assert.Multiple(async () =>
        {
            Assert.That((bad.GoodCount, bad.BadCount, good.GoodCount, good.BadCount), Is.EqualTo((0, 1, 1, 0)));
            Assert.That((await RowsAsync(good)).Select(row => string.Join(',', row.Cells)), Is.EqualTo(new[] { "Mug,https://shop.example/a.jpg" }));
            Assert.That(other.Mapping.Columns, Is.EquivalentTo(mapping.Columns), "the same headings are understood the same way");
        });
    }

    [Test]
    public async Task TECH_another_store_sees_none_of_it()
    {
        var sheet = await CheckedAsync("Name,Image\nMug,https://shop.example/a.jpg\n");
        var stranger = await AddStoreAsync(products: 0);
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(stranger.Id, context => context.Sheets.AnyAsync()), Is.False);
            Assert.That(await ReadAsync(stranger.Id, context => context.SheetRows.AnyAsync()), Is.False);
            Assert.That(await Work.RunAsync(stranger.Id, services => services.GetRequiredService<SheetDrafts>().OpenAsync(sheet.Id, "x", CancellationToken.None)), Is.Null);
            Assert.That(await Work.RunAsync(stranger.Id, services => services.GetRequiredService<SheetChecks>().StartAsync(sheet.Id, sheet.Mapping, CancellationToken.None)), Is.False);
        });
    }
}
