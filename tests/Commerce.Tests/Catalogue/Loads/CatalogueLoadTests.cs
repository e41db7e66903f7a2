using Commerce.Catalogue.Loads;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Catalogue.Loads;

/// <summary>The first load of a normal shop: one export of Shopify's, read into the catalogue.</summary>
public sealed class CatalogueLoadTests() : ShopFixture(Products)
{
    private const int Products = 110;

    [Test]
    public async Task A_shop_arrives_by_one_export_with_all_that_belongs_to_it()
    {
        await SyncAsync();
        var raw = (await ShopAsync("products"))["products"]!.AsArray();
        var load = await LoadAsync();
        var store = await ReadAsync(context => context.Stores.AsNoTracking().SingleAsync());
        Assert.Multiple(async () =>
        {
            Assert.That((load.State, load.Attempt, load.ProductCount, load.BrokenLines), Is.EqualTo((LoadState.Finished, 1, (long)Products, 0L)));
            Assert.That(load.FileOffset, Is.EqualTo(load.FileSize).And.GreaterThan(0));
            Assert.That((store.SyncState, store.SyncCount, store.CatalogueAsOf), Is.EqualTo((SyncState.Done, Products, (DateTimeOffset?)load.RequestedAt)));
            Assert.That(await CountAsync("products"), Is.EqualTo(Products));
            Assert.That(await CountAsync("variants"), Is.EqualTo(raw.Sum(product => product!["variants"]!.AsArray().Count)));
            Assert.That(await CountAsync("source_images"), Is.EqualTo(raw.Sum(product => product!["media"]!.AsArray().Count)));
            Assert.That(await ListAsync("select c.title || ' ' || count(*) from collections c join product_collections pc on pc.collection_id = c.id group by c.title order by 1"), Is.EqualTo(new[] { "Novels 110", "Sale 36" }));
            Assert.That(await CountAsync("catalogue_lines"), Is.Zero, "The lines are thrown away.");
            Assert.That(await ListAsync("select title || ' ' || price_minor || ' ' || media_count || ' ' || status from products where handle = 'book-004'"), Is.EqualTo(new[] { "Book 004 1050 2 active" }));
        });
    }

    [Test]
    public async Task A_second_load_changes_no_identity_and_a_small_reading_tells_the_same()
    {
        await SyncAsync();
        var (ids, content) = (await ListAsync("select id || shopify_id from products order by 1"), await ContentAsync());
        await SyncAsync();
        Assert.That(await ListAsync("select id || shopify_id from products order by 1"), Is.EqualTo(ids));
        Assert.That(await ContentAsync(), Is.EqualTo(content));
    }

    [Test]
    public async Task Item21_children_before_their_products_arrive_complete()
    {
        await SyncAsync();
        var expected = await ContentAsync();
        await EmptyAsync();
        await FaultAsync("bulk-shuffled");
        await SyncAsync();
        Assert.That(await ContentAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Item21_the_part_of_a_failed_export_is_used_and_it_is_asked_for_again()
    {
        await FaultAsync("bulk-failed");
        await SyncAsync();
        var load = await LoadAsync();
        Assert.That((load.State, load.Attempt), Is.EqualTo((LoadState.Finished, 2)));
        Assert.That(await CountAsync("products"), Is.EqualTo(Products));
    }

    [Test]
    public async Task Item21_a_partial_export_adds_what_it_has_and_takes_nothing_away()
    {
        await FaultAsync("bulk-failed", times: 3);
        var error = await Assert.ThrowsAsync<CatalogueLoadException>(() => SyncAsync());
        var some = await CountAsync("products");
        Assert.That(error!.Message, Does.Contain("broke off").And.Contain("What came through is in your catalogue"));
        Assert.That(some, Is.GreaterThan(20).And.LessThan(Products));
        await SyncAsync();
        var whole = await ContentAsync();
        await FaultAsync("bulk-failed", times: 3);
        await Assert.ThrowsAsync<CatalogueLoadException>(() => SyncAsync());
        Assert.That(await ContentAsync(), Is.EqualTo(whole), "Half an export says nothing about the other half.");
    }

    [Test]
    public async Task Item21_a_cut_download_goes_on_behind_the_last_whole_line()
    {
        await SyncAsync();
        var expected = await ContentAsync();
        await EmptyAsync();
        await FaultAsync("bulk-cut", times: 3);
        await SyncAsync();
        Assert.That(await ContentAsync(), Is.EqualTo(expected));
        Assert.That((await LoadAsync()).Attempt, Is.EqualTo(1));
    }

    [Test]
    public async Task An_address_that_is_refused_is_asked_for_anew()
    {
        await FaultAsync("bulk-refused", times: 2);
        await SyncAsync();
        Assert.That(await CountAsync("products"), Is.EqualTo(Products));
        Assert.That((await LoadAsync()).Attempt, Is.EqualTo(1));
    }

    [Test]
    public async Task An_export_that_was_fetched_too_late_is_made_anew()
    {
        await SyncAsync();
        var load = await LoadAsync();
        await ExecuteAsync($"update catalogue_loads set state = 'running', finished_at = null where id = '{load.Id}'");
        await Sandbox.PostAsync($"control/shops/{Domain}/expire-bulk", new { });
        await SyncAsync();
        var after = await LoadAsync();
        Assert.That((after.State, after.Attempt), Is.EqualTo((LoadState.Finished, 2)));
        Assert.That(after.OperationId, Is.Not.EqualTo(load.OperationId));
    }

    [Test]
    public async Task Lines_that_the_server_lost_are_fetched_again()
    {
        await SyncAsync();
        var expected = await ContentAsync();
        await ExecuteAsync("update catalogue_loads set state = 'downloaded', finished_at = null");
        await SyncAsync();
        Assert.That(await ContentAsync(), Is.EqualTo(expected));
        Assert.That((await LoadAsync()).State, Is.EqualTo(LoadState.Finished));
    }

    [Test]
    public async Task An_export_does_not_undo_what_is_newer()
    {
        await SyncAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ExecuteAsync("update products set title = 'Newer', updated_at = now() + interval '1 day' where handle = 'book-001'");
        await ExecuteAsync("update products set removed_at = now() + interval '1 day' where handle = 'book-002'");
        await ExecuteAsync("insert into products (store_id, id, shopify_id, handle, title, updated_at, synced_at) select id, gen_random_uuid(), 'gid://shopify/Product/1', 'young', 'Young', now(), now() + interval '1 day' from stores");
        await ExecuteAsync("insert into products (store_id, id, shopify_id, handle, title, updated_at, synced_at) select id, gen_random_uuid(), 'gid://shopify/Product/2', 'old', 'Old', now(), now() - interval '1 day' from stores");
        await SyncAsync();
        Assert.That(
            await ListAsync("select handle || ' ' || title || ' ' || (removed_at is not null) from products where handle in ('book-001', 'book-002', 'young', 'old') order by handle"),
            Is.EqualTo(new[] { "book-001 Newer false", "book-002 Book 002 true", "old Old true", "young Young false" }));
    }

    [Test]
    public async Task A_shop_that_may_not_be_read_says_so_at_once()
    {
        await Sandbox.PostAsync($"control/shops/{Domain}/scopes", new { scopes = new[] { "read_files" } });
        try
        {
            var error = await Assert.ThrowsAsync<ShopifyException>(() => SyncAsync());
            Assert.That(error!.Kind, Is.EqualTo(ShopifyErrorKind.AccessDenied));
        }
        finally
        {
            await Sandbox.PostAsync($"control/shops/{Domain}/scopes", new { scopes = new[] { "read_products", "write_products", "read_files", "write_files" } });
        }
    }

    [Test]
    [Category("Chaos")]
    public async Task Item21_a_load_goes_on_after_a_restart_at_every_step()
    {
        await SyncAsync();
        var expected = await ContentAsync();
        for (var at = 1; ; at++)
        {
            await EmptyAsync();
            await ExecuteAsync("update stores set sync_state = 'queued'");
            var alive = true;
            try
            {
                await SyncAsync(Kill.Arm(at));
            }
            catch (OperationCanceledException)
            {
                alive = false;
            }

            Kill.Arm(0);
            if (alive)
            {
                Assert.That(at, Is.GreaterThan(20), "Few points were passed: the switch does not see the steps.");
                return;
            }

            if (await ReadAsync(context => context.Stores.AnyAsync(store => store.SyncState != SyncState.Done)))
            {
                await SyncAsync();
            }

            var load = await LoadAsync();
            Assert.That(await ContentAsync(), Is.EqualTo(expected), $"killed at point {at}");
            Assert.That((load.State, load.Attempt), Is.EqualTo((LoadState.Finished, 1)), $"killed at point {at}");
            Assert.That(await CountAsync("catalogue_loads"), Is.EqualTo(1), $"killed at point {at}");
        }
    }

    private Task<CatalogueLoad> LoadAsync() => ReadAsync(context => context.CatalogueLoads.AsNoTracking().OrderByDescending(load => load.Id).FirstAsync());
}
