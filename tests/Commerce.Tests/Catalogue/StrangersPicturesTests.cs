using System.Net;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Media;
using Commerce.Tests.Brand.Reading;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Catalogue;

/// <summary>Pictures whose addresses come from a spreadsheet are asked for in the run, and only on the open internet.</summary>
[Category("Database")]
public sealed class StrangersPicturesTests : CoreFixture
{
    [Test]
    public async Task CG03_an_address_that_leads_into_a_private_network_is_never_asked()
    {
        await using var site = await TestSite.StartAsync();
        Serve(site);
        var refused = (await Assert.ThrowsAsync<MediaException>(() => CopyAsync(Services, new Uri(site.Address, "/mug.png"))))!;
        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo("picture-address-refused"));
            Assert.That(refused.Message, Does.Contain("private network"));
            Assert.That(site.Asked, Is.Empty);
        });
    }

    [Test]
    public async Task CG03_an_address_that_may_be_asked_gives_its_picture_once_and_a_wrong_one_says_so()
    {
        await using var site = await TestSite.StartAsync();
        Serve(site);
        await using var services = Build(collection => collection.Configure<BrandOptions>(options => options.AllowedPrivateOrigins.Add(site.Address.GetLeftPart(UriPartial.Authority))));
        var copied = await CopyAsync(services, new Uri(site.Address, "/mug.png"));
        var refused = (await Assert.ThrowsAsync<MediaException>(() => CopyAsync(services, new Uri(site.Address, "/none.png"))))!;
        Assert.Multiple(() =>
        {
            Assert.That(copied, Is.EqualTo(TestPicture.Png(64, 64)));
            Assert.That(refused.Message, Does.Contain("status 404"));
        });
    }

    private static void Serve(TestSite site)
    {
        site.Answers["/mug.png"] = async http =>
        {
            http.Response.ContentType = "image/png";
            await http.Response.Body.WriteAsync(TestPicture.Png(64, 64));
        };
        site.Answers["/none.png"] = http =>
        {
            http.Response.StatusCode = (int)HttpStatusCode.NotFound;
            return Task.CompletedTask;
        };
    }

    private async Task<byte[]> CopyAsync(IServiceProvider services, Uri address)
    {
        var store = await AddStoreAsync(products: 1);
        return await services.GetRequiredService<Commerce.Tenancy.StoreWork>().RunAsync(store.Id, async scope =>
        {
            var image = new SourceImage
            {
                StoreId = store.Id, Id = Guid.CreateVersion7(Clock.GetUtcNow()), ProductId = store.Products[0], ShopifyId = $"{SourceImage.SheetPrefix}1", Url = address.AbsoluteUri, Position = 2,
            };
            var context = scope.GetRequiredService<CommerceContext>();
            context.SourceImages.Add(image);
            await context.SaveChangesAsync();
            using var workspace = Workspace.Create();
            return await File.ReadAllBytesAsync(await scope.GetRequiredService<SourcePictures>().CopyAsync(image, workspace, CancellationToken.None));
        });
    }
}
