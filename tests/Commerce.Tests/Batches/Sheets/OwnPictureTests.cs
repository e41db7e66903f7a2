using Commerce.Batches;
using Commerce.Batches.Sheets;
using Commerce.Catalogue;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Publishing;
using Commerce.Tenancy;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Sheets;

/// <summary>Rows that name a product of the catalogue and a picture of their own.</summary>
public sealed class OwnPictureTests : SheetFixture
{
    private static readonly RecipeContent Recipe = new([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null);

    [TearDown]
    public void Reset() => Images.Reset();

    [Test]
    public async Task CG03_a_row_with_a_product_and_a_picture_of_its_own_is_made_from_that_picture_and_published_to_that_product()
    {
        var product = await AddProductAsync(Store.Id, "Tin mug");
        var sheet = await CheckedAsync("Handle,Image\ntin-mug,new/mug.png\n", Zip(("new/mug.png", TestPicture.Png(96, 96))));
        var row = (await RowsAsync(sheet)).Single();
        var (used, gallery) = await ReadAsync(Store.Id, async context => (
            await context.SourceImages.AsNoTracking().SingleAsync(image => image.Id == row.SourceImageId),
            await context.SourceImages.AsNoTracking().Where(image => image.ProductId == product && image.RemovedAt == null).ToListAsync()));
        SourceFile? source = null;
        Images.OnStep = (step, order) => source = step == "submit" ? order.Source : source;
        var batch = await RunAsync(sheet);
        var asset = await ReadAsync(Store.Id, context => context.Assets.AsNoTracking().SingleAsync(one => one.BatchId == batch));
        var plan = await PublishAsync(asset);

        Assert.Multiple(() =>
        {
            Assert.That((row.ProductId, used.ProductId, used.OfSheet, used.Width), Is.EqualTo(((Guid?)product, product, true, (int?)96)));
            Assert.That((asset.ProductId, asset.SourceImageId), Is.EqualTo((product, used.Id)));
            Assert.That(source, Is.Not.Null);
            Assert.That(gallery, Has.Count.EqualTo(1), "the shop's gallery is as it was");
            Assert.That(plan.Products.Single().ProductId, Is.EqualTo(product));
            Assert.That(plan.Products.Single().Expected.Media.Select(item => item.Id), Is.EqualTo(gallery.Select(image => image.ShopifyId)), "nor is the row's picture taken for one of it");
        });
    }

    [Test]
    public async Task CG03_an_address_of_the_rows_own_is_asked_like_any_strangers()
    {
        var product = await AddProductAsync(Store.Id, "Tin mug");
        var sheet = await CheckedAsync("Handle,Image\ntin-mug,http://10.0.0.1/mug.jpg\n");
        var image = await SourceAsync((await RowsAsync(sheet)).Single());
        var batch = await RunAsync(sheet);
        var row = await ReadAsync(Store.Id, context => context.Generations.AsNoTracking().SingleAsync(one => one.BatchId == batch));
        Assert.Multiple(() =>
        {
            Assert.That((image.ProductId, image.OfSheet, image.ObjectKey), Is.EqualTo((product, true, (string?)null)));
            Assert.That((row.State, row.ErrorCode), Is.EqualTo((GenerationState.Failed, "picture-address-refused")), "private networks are refused");
        });
    }

    [Test]
    public async Task CG03_the_same_picture_for_the_same_product_is_the_same_ever_after_and_never_bought_twice()
    {
        await AddProductAsync(Store.Id, "Tin mug");
        await AddProductAsync(Store.Id, "Tin cup");
        const string Text = "Handle,Image\ntin-mug,new.png\ntin-cup,new.png\n";
        var zip = Zip(("new.png", TestPicture.Png(96, 96)));
        var (first, again) = (await CheckedAsync(Text, zip), await CheckedAsync(Text, zip));
        var sources = (await RowsAsync(first)).ConvertAll(row => row.SourceImageId);
        await RunAsync(first);
        var plan = await Work.RunAsync(Store.Id, services => services.GetRequiredService<BatchPlanner>().PlanAsync(new RowSource.Sheet(again.Id), Recipe, CancellationToken.None));
        Assert.Multiple(async () =>
        {
            Assert.That(sources, Is.Unique);
            Assert.That((await RowsAsync(again)).ConvertAll(row => row.SourceImageId), Is.EqualTo(sources));
            Assert.That((plan.Rows, plan.Reused, plan.Credits), Is.EqualTo((2, 2, 0L)));
        });
    }

    [Test]
    public async Task CG03_a_catalogue_batch_is_made_from_the_shops_picture_whatever_sheets_brought_along()
    {
        var product = await AddProductAsync(Store.Id, "Tin mug");
        await CheckedAsync("Handle,Image\ntin-mug,new.png\n", Zip(("new.png", TestPicture.Png(96, 96))));
        var batch = await StartBatchAsync(new TestStore(Store.Id, [product]));
        var source = await ReadAsync(Store.Id, context => context.Generations.Where(row => row.BatchId == batch).Join(context.SourceImages, row => row.SourceImageId, image => image.Id, (_, image) => image).SingleAsync());
        Assert.That(source.OfSheet, Is.False);
    }

    [Test]
    public async Task CG03_a_picture_that_is_not_found_is_told_instead_of_being_replaced_by_another_one()
    {
        await AddProductAsync(Store.Id, "Tin mug");
        await AddProductAsync(Store.Id, "Tin cup");
        var sheet = await CheckedAsync("Handle,Image\ntin-mug,nowhere.png\ntin-mug,tin-cup\ntin-mug,ftp://shop.example/mug.png\ntin-mug,tin-mug\n");
        Assert.That(await CodesAsync(sheet), Is.EqualTo(new[] { "2 image_not_found", "3 image_of_another", "4 image_address" }));
    }

    private Task<SourceImage> SourceAsync(SheetRow row) => ReadAsync(Store.Id, context => context.SourceImages.AsNoTracking().SingleAsync(image => image.Id == row.SourceImageId));

    private async Task<Guid> RunAsync(Sheet sheet)
    {
        var batch = await Work.RunAsync(Store.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("From a sheet", new RowSource.Sheet(sheet.Id), Recipe, sheet.Id.ToString(), "staff 901"), CancellationToken.None));
        await DrainAsync(Store.Id);
        return batch;
    }

    private async Task<PublicationPlan> PublishAsync(Asset asset)
    {
        await ReadAsync(Store.Id, context => context.Assets.Where(one => one.Id == asset.Id).ExecuteUpdateAsync(one => one.SetProperty(row => row.ReviewState, ReviewState.Approved)));
        await using var services = Build(collection => collection.AddPublishing());
        return await services.GetRequiredService<StoreWork>().RunAsync(Store.Id, scope => scope.GetRequiredService<PublicationPlanner>().PlanAsync(
            new PublicationRequest([asset.Id], Placement.End, new Dictionary<Guid, string>(), "test"), CancellationToken.None));
    }
}
