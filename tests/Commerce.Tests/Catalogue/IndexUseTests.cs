using Commerce.Catalogue;
using Commerce.Tests.Infrastructure;
using Commerce.Workbench.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Catalogue;

/// <summary>What the catalogue's pages ask of 20,000 products is answered by indexes, as the database itself explains.</summary>
[Category("Database")]
public sealed class IndexUseTests
{
    private static readonly Guid StoreId = Guid.CreateVersion7(new TestClock().GetUtcNow());

    private ExplainedDatabase database = null!;

    private static IEnumerable<TestCaseData> Pages()
    {
        var cursor = new CatalogueCursor("Lamp 010000", Guid.Empty);
        yield return Page("the first page", new CatalogueFilter(), null);
        yield return Page("a page far down", new CatalogueFilter(), cursor);
        yield return Page("a status", new CatalogueFilter(Status: ProductStatus.Draft), null);
        yield return Page("a type", new CatalogueFilter(Type: "Type 7"), cursor);
        yield return Page("a vendor", new CatalogueFilter(Vendor: "Vendor 3"), null);
        yield return Page("a tag", new CatalogueFilter(Tag: "rare 5"), null);
        yield return Page("a collection", new CatalogueFilter(Collection: "collection-9"), null);
        yield return Page("a search", new CatalogueFilter("lamp 0123"), null);
        yield return Page("a search that finds nothing", new CatalogueFilter("zeppelin"), null);
        yield return Page("nothing made yet", new CatalogueFilter(Coverage: Coverage.None), cursor);
    }

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        database = await ExplainedDatabase.FillAsync(StoreId, $"""
            insert into stores (id, shop_domain, name, installed_at) values ('{StoreId}', 'many.myshopify.com', 'Many', now());
            insert into products (store_id, id, shopify_id, handle, title, vendor, product_type, status, tags, updated_at, synced_at)
            select '{StoreId}', gen_random_uuid(), 'gid://shopify/Product/' || n, 'lamp-' || n, 'Lamp ' || lpad(n::text, 6, '0'), 'Vendor ' || n % 40, 'Type ' || n % 25,
              case n % 50 when 0 then 'draft' else 'active' end, array['lamp', 'rare ' || n % 1000], now(), now() from generate_series(1, 20000) n;
            insert into stores (id, shop_domain, name, installed_at) select gen_random_uuid(), 'other-' || n || '.myshopify.com', 'Other', now() from generate_series(1, 3) n;
            insert into products (store_id, id, shopify_id, handle, title, vendor, product_type, tags, updated_at, synced_at)
            select s.id, gen_random_uuid(), p.shopify_id, p.handle, p.title, p.vendor, p.product_type, p.tags, now(), now() from products p cross join stores s where s.name = 'Other';
            insert into source_images (store_id, id, product_id, shopify_id, position, url)
            select store_id, gen_random_uuid(), id, shopify_id || place, place, 'https://cdn.shopify.com/a.jpg' from products cross join generate_series(1, 2) place;
            insert into collections (store_id, id, shopify_id, handle, title) select '{StoreId}', gen_random_uuid(), 'c' || n, 'collection-' || n, 'Collection ' || n from generate_series(1, 40) n;
            insert into product_collections (store_id, product_id, collection_id)
            select p.store_id, p.id, c.id from products p join collections c on c.handle = 'collection-' || (right(p.handle, 2)::int % 40 + 1) where p.store_id = c.store_id and p.handle ~ '[0-9][0-9]$';
            """);
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await database.DisposeAsync();

    [TestCaseSource(nameof(Pages))]
    public async Task A_page_never_walks_through_every_product(CatalogueFilter filter, CatalogueCursor? after)
    {
        await using var context = database.Context();
        await CataloguePage.ReadAsync(context, StoreId, filter, after, CancellationToken.None);
        await NothingIsWalkedThroughAsync();
    }

    // Nothing behind the wall finds tags and words by an index; they are read from the store's own rows, and from no other's.
    [TestCaseSource(nameof(Pages))]
    public async Task Counting_what_matches_reads_the_stores_own_rows_by_an_index(CatalogueFilter filter, CatalogueCursor? _)
    {
        await using var context = database.Context();
        await filter.Of(context, StoreId).CountAsync();
        await NothingIsWalkedThroughAsync();
    }

    private async Task NothingIsWalkedThroughAsync()
    {
        var plans = await database.PlansAsync();
        Assert.That(plans, Is.Not.Empty);
        foreach (var plan in plans)
        {
            Assert.That(plan, Does.Not.Contain("Seq Scan on products").And.Not.Contain("Seq Scan on source_images").And.Not.Contain("Seq Scan on product_collections"));
        }
    }

    private static TestCaseData Page(string name, CatalogueFilter filter, CatalogueCursor? after) => new TestCaseData(filter, after).SetArgDisplayNames(name);
}
