using System.Text;
using Commerce.Batches;
using Commerce.Batches.Results;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Writing;
using Commerce.Catalogue;
using Commerce.Generations;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Sheets;

/// <summary>The way of a row that failed: run, told in the report, uploaded with it, and run by itself.</summary>
public sealed class FailureReturnTests : SheetFixture
{
    private static readonly RecipeContent Recipe = new([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null);

    [TearDown]
    public void Reset() => Images.Reset();

    [Test]
    public async Task CG04_the_report_of_a_run_uploaded_again_runs_the_failed_rows_only_and_buys_nothing_twice()
    {
        for (var number = 1; number <= 3; number++)
        {
            await AddProductAsync(Store.Id, $"Mug {number}");
        }

        var sheet = await CheckedAsync("Note,Handle\nfirst,mug-1\nsecond,mug-2\nthird,mug-3\n");
        Images.OnStep = (step, order) =>
        {
            if (step == "submit" && order.ProductTitle == "Mug 2")
            {
                throw new ProviderException("refused", "Not this one.", retryable: false);
            }
        };
        var batch = await RunAsync(sheet, "first", Recipe);
        Assert.That(Images.Submitted, Has.Count.EqualTo(2));

        Images.Reset();
        var report = await ReportAsync(batch);
        var returned = await CheckedAsync(report);
        var again = await RunAsync(returned, "again", Recipe);
        var rows = await ReadAsync(Store.Id, context => context.Generations.AsNoTracking().Where(row => row.BatchId == again)
            .Join(context.Products, row => row.ProductId, product => product.Id, (row, product) => new { row.State, product.Title }).ToListAsync());
        var ledger = await CheckLedgerAsync(Store.Id);
        Assert.Multiple(() =>
        {
            Assert.That(report, Does.StartWith("Note,Handle,\"Batch id\",Copy,Style,Ratio,Row,"), "the sheet's own columns come first");
            Assert.That((returned.Layout, returned.GoodCount, returned.BadCount), Is.EqualTo((SheetLayout.Report, 1, 0)));
            Assert.That(rows.Select(row => (row.Title, row.State)), Is.EqualTo(new[] { ("Mug 2", GenerationState.Done) }));
            Assert.That(Images.Submitted, Has.Count.EqualTo(1));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((97L, 0L, true)));
        });
    }

    [Test]
    public async Task CG04_of_several_styles_only_those_that_failed_are_made_again()
    {
        await AddProductAsync(Store.Id, "Mug");
        var sheet = await CheckedAsync("Handle,Note\nmug,first\n");
        Images.OnStep = Refuse((step, order) => step == "submit" && order.StyleKey is "lifestyle" or "flat-lay");
        var batch = await RunAsync(sheet, "first", Of(("studio-shot", 64, 64, 1), ("lifestyle", 64, 64, 1), ("flat-lay", 64, 64, 1)));

        var returned = await ReturnAsync(batch);
        Assert.That(await AskedAsync(returned), Is.EqualTo(new[] { "lifestyle 1:1 copy 0", "flat-lay 1:1 copy 0" }));
        Assert.That(await BoughtAsync(returned, batch), Is.EqualTo(new[] { "lifestyle 64x64 copy 0", "flat-lay 64x64 copy 0" }));
    }

    [Test]
    public async Task CG04_of_several_ratios_only_the_one_that_failed_is_made_again()
    {
        await AddProductAsync(Store.Id, "Mug");
        var sheet = await CheckedAsync("Handle,Note\nmug,first\n");
        Images.OnStep = Refuse((step, order) => step == "submit" && order.Width == 128);
        var batch = await RunAsync(sheet, "first", Of(("studio-shot", 64, 64, 1), ("studio-shot", 128, 72, 1), ("lifestyle", 64, 64, 1)));

        var returned = await ReturnAsync(batch);
        Assert.That(await AskedAsync(returned), Is.EqualTo(new[] { "studio-shot 16:9 copy 0" }));
        Assert.That(await BoughtAsync(returned, batch), Is.EqualTo(new[] { "studio-shot 128x72 copy 0" }));
    }

    [TestCase(1, "1")]
    [TestCase(2, "0 1")]
    public async Task CG04_of_several_copies_that_a_row_asked_for_each_failed_one_is_made_once(int refused, string copies)
    {
        await AddProductAsync(Store.Id, "Mug");
        var sheet = await CheckedAsync("Handle,Style,Ratio,Count\nmug,Studio shot,1:1,2\n");
        var delivered = 2 - refused;
        Images.OnStep = Refuse((step, _) => step == "submit" && delivered-- <= 0);
        var batch = await RunAsync(sheet, "first", Recipe);

        var returned = await ReturnAsync(batch);
        Assert.That(returned.Headings.Take(7), Is.EqualTo(new[] { "Handle", "Style", "Ratio", "Count", "Batch id", "Copy", "Row" }), "the sheet's own columns say what is to be made");
        Assert.That(await BoughtAsync(returned, batch), Is.EqualTo(copies.Split(' ').Select(copy => $"studio-shot 64x64 copy {copy}")));
    }

    [TestCase(0)]
    [TestCase(1)]
    public async Task CG04_of_several_copies_of_a_catalogue_batch_the_missing_one_is_made_and_the_delivered_one_is_not_served_for_it(int refused)
    {
        await AddProductAsync(Store.Id, "Mug");
        await AddProductAsync(Store.Id, "Cup");
        var number = 0;
        Images.OnStep = Refuse((step, order) => step == "submit" && order.ProductTitle == "Mug" && order.StyleKey == "lifestyle" && Interlocked.Increment(ref number) == refused + 1);
        var batch = await StartAsync(new RowSource.Matching(new CatalogueFilter()), "first", Of(("studio-shot", 64, 64, 1), ("lifestyle", 64, 64, 2)));

        // Rows of one group are submitted side by side: which copy met the refusal is told by the batch.
        var copy = await ReadAsync(Store.Id, context => context.Generations.Where(row => row.BatchId == batch && row.State == GenerationState.Failed).Select(row => row.Copy).SingleAsync());
        var returned = await ReturnAsync(batch);
        Assert.That(await BoughtAsync(returned, batch), Is.EqualTo(new[] { $"lifestyle 64x64 copy {copy}" }));
        var products = await ReadAsync(Store.Id, context => context.Generations.Where(row => row.SheetId == returned.Id).Join(context.Products, row => row.ProductId, product => product.Id, (_, product) => product.Title).ToListAsync());
        Assert.That(products, Is.EqualTo(new[] { "Mug" }));
    }

    [Test]
    public async Task CG04_a_failed_new_variation_is_made_and_none_is_bought_beside_it()
    {
        await AddProductAsync(Store.Id, "Mug");
        var recipe = Recipe with { NewVariations = true };
        await StartAsync(new RowSource.Matching(new CatalogueFilter()), "earlier", recipe);
        Images.OnStep = Refuse((step, _) => step == "submit");
        var batch = await StartAsync(new RowSource.Matching(new CatalogueFilter()), "first", recipe);

        var returned = await ReturnAsync(batch);
        Assert.That(await BoughtAsync(returned, batch), Is.EqualTo(new[] { "studio-shot 64x64 copy 1" }));
    }

    [Test]
    public async Task CG04_a_report_that_comes_back_twice_or_names_a_copy_twice_makes_it_once()
    {
        await AddProductAsync(Store.Id, "Mug");
        var sheet = await CheckedAsync("Handle,Note\nmug,first\n");
        Images.OnStep = Refuse((step, _) => step == "submit");
        var batch = await RunAsync(sheet, "first", Recipe);
        Images.Reset();
        var report = await ReportAsync(batch);
        var twice = await CheckedAsync(report + report[(report.IndexOf('\n', StringComparison.Ordinal) + 1)..]);

        var plan = await PlanAsync(twice, Recipe);
        Assert.That((twice.GoodCount, plan.Rows, plan.Credits, plan.Settled), Is.EqualTo((2, 1, 1L, 1)));
        await RunAsync(twice, "again", Recipe);
        var settled = await PlanAsync(await CheckedAsync(report), Recipe);
        Assert.That((settled.Rows, settled.Settled), Is.EqualTo((0, 1)), "it was made meanwhile");
    }

    [Test]
    public async Task CG04_a_line_that_no_longer_says_its_style_is_told_so_instead_of_being_made_in_all_of_them()
    {
        await AddProductAsync(Store.Id, "Mug");
        var sheet = await CheckedAsync("Handle,Style\nmug,Lifestyle\n");
        Images.OnStep = Refuse((step, _) => step == "submit");
        var report = await ReportAsync(await RunAsync(sheet, "first", Of(("studio-shot", 64, 64, 1), ("lifestyle", 64, 64, 1))));
        var without = await CheckedAsync(report.Replace("mug,lifestyle,", "mug,,", StringComparison.Ordinal));
        var unreadable = await CheckedAsync(report.Replace(",1,1:1,", ",one,1:1,", StringComparison.Ordinal));
        Assert.That(await CodesAsync(without), Is.EqualTo(new[] { "2 report_incomplete" }));
        Assert.That(await CodesAsync(unreadable), Is.EqualTo(new[] { "2 copy_unreadable" }));
    }

    [Test]
    public async Task CG04_the_errors_of_a_report_keep_what_its_lines_ask_for()
    {
        await AddProductAsync(Store.Id, "Mug");
        var sheet = await CheckedAsync("Handle,Note\nmug,first\n");
        Images.OnStep = Refuse((step, _) => step == "submit");
        var batch = await RunAsync(sheet, "first", Recipe);
        var broken = await CheckedAsync((await ReportAsync(batch)).Replace("mug,first", "no-such-mug,first", StringComparison.Ordinal));
        using var errors = new MemoryStream();
        await ReadAsync(Store.Id, async context =>
        {
            await SheetReport.WriteAsync(context, broken, errors, SheetFormat.Csv, CancellationToken.None);
            return true;
        });
        Images.Reset();
        var corrected = await CheckedAsync(Encoding.UTF8.GetString(errors.ToArray()).TrimStart('\ufeff').Replace("no-such-mug,first", "mug,first", StringComparison.Ordinal));
        Assert.That((corrected.GoodCount, corrected.BadCount, corrected.BatchId), Is.EqualTo((1, 0, (Guid?)batch)));
        Assert.That(await BoughtAsync(corrected, batch), Is.EqualTo(new[] { "studio-shot 64x64 copy 0" }));
    }

    [Test]
    public async Task CG04_a_report_is_made_with_its_batchs_recipe_however_it_is_uploaded()
    {
        await AddProductAsync(Store.Id, "Mug");
        var sheet = await CheckedAsync("Handle,Note\nmug,first\n");
        Images.OnStep = Refuse((step, _) => step == "submit");
        var recipe = Of(("lifestyle", 64, 64, 1)) with { Prompt = "warm light", LeastFidelity = 60 };
        var batch = await RunAsync(sheet, "first", recipe);
        var named = await ReadAsync(Store.Id, context => context.Batches.Where(row => row.Id == batch).Select(row => row.RecipeId).SingleAsync());

        var drafts = new List<BatchDraft>();
        foreach (var returned in (Sheet[])[await CheckedAsync(await ReportAsync(batch)), await CheckAsync(await UploadAsync("Handle,Note\nmug,first\n", batch: batch))])
        {
            var draft = await Work.RunAsync(Store.Id, services => services.GetRequiredService<SheetDrafts>().OpenAsync(returned.Id, "staff 901", CancellationToken.None));
            drafts.Add((await Work.RunAsync(Store.Id, services => services.GetRequiredService<BatchDrafts>().FindAsync(draft!.Value, CancellationToken.None)))!);
        }

        Assert.Multiple(() =>
        {
            Assert.That(drafts.Select(draft => RecipeBook.Hash(draft.Content)), Is.All.EqualTo(RecipeBook.Hash(recipe)));
            Assert.That(drafts.Select(draft => draft.RecipeId), Is.All.EqualTo(named), "the version it is pinned to");
        });
    }

    [Test]
    public async Task TECH_a_report_that_names_another_stores_batch_takes_nothing_of_it()
    {
        var stranger = await AddStoreAsync();
        var theirs = await StartBatchAsync(stranger);
        var sheet = await CheckedAsync($"Handle,Batch id,Copy,Style,Ratio,Row,Error code,Fix\nmug,{theirs},1,lifestyle,1:1,1,x,y\n");
        Assert.That((sheet.Layout, sheet.BatchId), Is.EqualTo((SheetLayout.Report, (Guid?)null)));
    }

    private static RecipeContent Of(params IReadOnlyList<(string Style, int Width, int Height, int Copies)> styles) =>
        new([.. styles.Select(one => new RecipeStyle(one.Style, one.Width, one.Height, one.Copies))], "", false, null);

    private static Action<string, GenerationOrder> Refuse(Func<string, GenerationOrder, bool> which) => (step, order) =>
    {
        if (which(step, order))
        {
            throw new ProviderException("refused", "Not this one.", retryable: false);
        }
    };

    /// <summary>The batch's report, uploaded in the normal way and checked; from then on nothing is refused.</summary>
    private async Task<Sheet> ReturnAsync(Guid batch)
    {
        Images.Reset();
        return await CheckedAsync(await ReportAsync(batch));
    }

    private async Task<List<string>> AskedAsync(Sheet sheet) => [.. (await RowsAsync(sheet)).Select(row => $"{row.Style} {row.Ratio} copy {row.Copy}")];

    /// <summary>What a returned report buys with its batch's recipe: exactly what is planned, and nothing is served in its place.</summary>
    private async Task<List<string>> BoughtAsync(Sheet returned, Guid batch)
    {
        var recipe = await ReadAsync(Store.Id, context => context.Batches.Where(row => row.Id == batch).Join(context.Recipes, row => row.RecipeId, one => one.Id, (_, one) => one.Content).SingleAsync());
        var plan = await PlanAsync(returned, recipe);
        var again = await RunAsync(returned, "again", recipe);
        var rows = await ReadAsync(Store.Id, context => context.Generations.AsNoTracking().Where(row => row.BatchId == again).OrderBy(row => row.RowNumber).ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That(returned.BadCount, Is.Zero);
            Assert.That((plan.Rows, plan.Reused, plan.Settled), Is.EqualTo((rows.Count, 0, 0)));
            Assert.That(rows.Select(row => (row.State, row.ReusedFrom)), Is.All.EqualTo((GenerationState.Done, (Guid?)null)));
            Assert.That(Images.Submitted, Has.Count.EqualTo(rows.Count));
        });
        return rows.ConvertAll(row => $"{row.Style} {row.Width}x{row.Height} copy {row.Copy}");
    }

    private Task<BatchPlan> PlanAsync(Sheet sheet, RecipeContent recipe) =>
        Work.RunAsync(Store.Id, services => services.GetRequiredService<BatchPlanner>().PlanAsync(new RowSource.Sheet(sheet.Id), recipe, CancellationToken.None));

    private Task<Guid> RunAsync(Sheet sheet, string key, RecipeContent recipe) => StartAsync(new RowSource.Sheet(sheet.Id), key, recipe);

    private async Task<Guid> StartAsync(RowSource source, string key, RecipeContent recipe)
    {
        var batch = await Work.RunAsync(Store.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("From a sheet", source, recipe, key, "staff 901"), CancellationToken.None));
        await DrainAsync(Store.Id);
        return batch;
    }

    private async Task<string> ReportAsync(Guid batch)
    {
        using var file = new MemoryStream();
        await Work.RunAsync(Store.Id, services => services.GetRequiredService<FailureReport>().WriteAsync(file, batch, SheetFormat.Csv, CancellationToken.None));
        return Encoding.UTF8.GetString(file.ToArray()).TrimStart('\ufeff');
    }
}
