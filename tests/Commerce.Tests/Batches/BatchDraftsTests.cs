using Commerce.Batches;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

[Category("Database")]
public sealed class BatchDraftsTests : CoreFixture
{
    private static readonly RecipeContent Content = new([new RecipeStyle("lifestyle", 2048, 2048, 2)], "warm", false, null);

    [Test]
    public async Task Changing_the_products_later_keeps_the_styles_chosen_meanwhile()
    {
        var store = await AddStoreAsync(products: 3);
        var id = NewId();
        await WithAsync(store, drafts => drafts.ChooseProductsAsync(id, store.Products, "test", CancellationToken.None));
        await WithAsync(store, drafts => drafts.ChooseContentAsync(id, Content, CancellationToken.None));
        await WithAsync(store, drafts => drafts.ChooseProductsAsync(id, [store.Products[1], store.Products[1]], "test", CancellationToken.None));

        var draft = await FindAsync(store, id);
        Assert.Multiple(() =>
        {
            Assert.That(draft!.ProductIds, Is.EqualTo(new[] { store.Products[1] }));
            Assert.That(draft.Content.Styles, Is.EqualTo(Content.Styles));
        });
    }

    [Test]
    public async Task Another_store_neither_sees_nor_changes_it()
    {
        var (store, other) = (await AddStoreAsync(), await AddStoreAsync());
        var id = NewId();
        await WithAsync(store, drafts => drafts.ChooseProductsAsync(id, store.Products, "test", CancellationToken.None));
        await WithAsync(other, drafts => drafts.ChooseProductsAsync(id, [], "test", CancellationToken.None));
        var changed = await Work.RunAsync(other.Id, services =>
            services.GetRequiredService<BatchDrafts>().ChooseContentAsync(NewId(), Content, CancellationToken.None));

        Assert.Multiple(async () =>
        {
            Assert.That((await FindAsync(store, id))!.ProductIds, Is.EqualTo(store.Products));
            Assert.That((await FindAsync(other, id))!.ProductIds, Is.Empty);
            Assert.That(changed, Is.False);
        });
    }

    private Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());

    private Task<BatchDraft?> FindAsync(TestStore store, Guid id) => Work.RunAsync(store.Id, services =>
        services.GetRequiredService<BatchDrafts>().FindAsync(id, CancellationToken.None));

    private Task WithAsync(TestStore store, Func<BatchDrafts, Task> act) => Work.RunAsync(store.Id, services => act(services.GetRequiredService<BatchDrafts>()));
}
