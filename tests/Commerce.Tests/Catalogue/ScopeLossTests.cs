using Commerce.Catalogue;
using Commerce.Catalogue.Loads;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Catalogue;

/// <summary>A shop that takes back what reading it needs is told which permission that is, and is asked for nothing meanwhile.</summary>
public sealed class ScopeLossTests() : ShopFixture(3)
{
    [TearDown]
    public Task GiveBackAsync() => AllowAsync("read_products,write_products,read_files,write_files");

    [Test]
    public async Task The_catalogue_is_not_read_and_the_words_name_the_permission()
    {
        await AllowAsync("read_files");
        Assert.That(() => SyncAsync(), Throws.InstanceOf<CatalogueLoadException>().With.Message.Contains("read_products").And.Message.Contains("allow it again"));
        Assert.That(await CountAsync("products"), Is.Zero);
        await GiveBackAsync();
        await SyncAsync();
        Assert.That(await CountAsync("products"), Is.EqualTo(3));
    }

    [Test]
    public async Task Notices_of_changes_wait_for_the_permission()
    {
        await SyncAsync();
        var known = await ReadAsync(context => context.Products.Select(product => product.ShopifyId).FirstAsync());
        await AllowAsync("read_files");
        await Work.RunAsync(StoreId, scope => scope.GetRequiredService<ProductChanges>().NoticeAsync(known, Clock.GetUtcNow().AddHours(1), CancellationToken.None));
        Assert.That((await ChangesAsync(), await CountAsync("product_changes")), Is.EqualTo((0, 1)));
        await GiveBackAsync();
        Assert.That((await ChangesAsync(), await CountAsync("product_changes")), Is.EqualTo((1, 0)));
    }

    private Task<int> ChangesAsync() => Work.RunAsync(StoreId, scope => scope.GetRequiredService<ProductChanges>().ReadAsync(CancellationToken.None));

    private Task AllowAsync(string scopes) => ReadAsync(context => context.Stores.ExecuteUpdateAsync(
        store => store.SetProperty(row => row.Scopes, scopes).SetProperty(row => row.ScopesAt, Clock.GetUtcNow())));
}
