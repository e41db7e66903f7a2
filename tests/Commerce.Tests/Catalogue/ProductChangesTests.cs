using System.Text.Json;
using Commerce.Catalogue;
using Commerce.Catalogue.Loads;
using Commerce.Jobs;
using Commerce.Shopify.Products;
using Commerce.Stores;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Tests.Catalogue;

/// <summary>What webhooks of products do to the catalogue.</summary>
public sealed class ProductChangesTests() : ShopFixture(3)
{
    private int delivered;

    [SetUp]
    public async Task SyncFirstAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SyncAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task Fifty_updates_of_one_product_make_one_reading()
    {
        var product = await ProductAsync("book-001");
        await Sandbox.PostAsync($"control/shops/{Domain}/products/book-001", new { title = "Book 001, second edition" });
        for (var time = 0; time < 50; time++)
        {
            await DeliverAsync("products/update", product.ShopifyId, TimeProvider.System.GetUtcNow());
        }

        Assert.That(await ReadAsync(context => context.ProductChanges.CountAsync()), Is.EqualTo(1));
        Assert.That(await ReadChangesAsync(), Is.EqualTo(1));
        Assert.That((await ProductAsync("book-001")).Title, Is.EqualTo("Book 001, second edition"));
        Assert.That(await ReadAsync(context => context.ProductChanges.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task The_engine_is_asked_once_for_all_that_is_noted_until_the_reading()
    {
        var product = await ProductAsync("book-001");
        var jobs = Services.GetRequiredService<StoreJobs>();
        Task NoticeAsync() => DeliverAsync("products/update", product.ShopifyId, TimeProvider.System.GetUtcNow());
        await jobs.RemoveAsync(StoreId, except: null, CancellationToken.None);
        await NoticeAsync();
        Assert.That(await jobs.RemoveAsync(StoreId, except: null, CancellationToken.None), Is.EqualTo(1));
        Clock.Advance(ChangesAhead.Gathering / 2);
        await NoticeAsync();
        Assert.That(await jobs.RemoveAsync(StoreId, except: null, CancellationToken.None), Is.Zero);
        Clock.Advance(ChangesAhead.Gathering);
        await NoticeAsync();
        Assert.That(await jobs.RemoveAsync(StoreId, except: null, CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task A_made_product_is_read_whole_whatever_its_notice_held()
    {
        var handle = $"made-{++delivered}";
        await Sandbox.PostAsync($"control/shops/{Domain}/products", new { handle, title = "Made", collections = new[] { "Fresh" }, variants = new[] { new { title = "One", price = "3.20" } } });
        await DeliverAsync("products/create", (string)(await ShopAsync($"products/{handle}"))["id"]!, null);
        await ReadChangesAsync();
        var made = await ProductAsync(handle);
        Assert.That((made.Title, made.PriceMinor), Is.EqualTo(("Made", (long?)320)));
        Assert.That(await ReadAsync(context => context.ProductCollections.CountAsync(row => row.ProductId == made.Id)), Is.EqualTo(1));
    }

    [Test]
    public async Task Item15_an_older_update_changes_nothing()
    {
        var product = await ProductAsync("book-002");
        await DeliverAsync("products/update", product.ShopifyId, product.UpdatedAt.AddSeconds(-1));
        Assert.That(await ReadAsync(context => context.ProductChanges.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Item15_a_delete_is_not_undone_by_an_update_that_comes_late()
    {
        var product = await ProductAsync("book-003");
        var read = await Work.RunAsync(StoreId, async scope => await scope.GetRequiredService<ProductReader>().ReadManyAsync(
            await scope.GetRequiredService<ShopAccounts>().OpenAsync(default), [product.ShopifyId], default));
        var readAt = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await DeliverAsync("products/delete", product.ShopifyId, null);
        Assert.That((await ProductAsync("book-003")).RemovedAt, Is.Not.Null);

        await DeliverAsync("products/update", product.ShopifyId, product.UpdatedAt.AddSeconds(-1));
        Assert.That(await ReadAsync(context => context.ProductChanges.CountAsync()), Is.Zero, "An older notice is no reason to read.");

        await Work.RunAsync(StoreId, scope => scope.GetRequiredService<ProductWriter>().WriteAsync(read, readAt, default));
        Assert.That((await ProductAsync("book-003")).RemovedAt, Is.Not.Null, "A reading that began before the delete does not bring it back.");

        await Work.RunAsync(StoreId, scope => scope.GetRequiredService<ProductWriter>().WriteAsync(read, Clock.GetUtcNow().AddSeconds(1), default));
        Assert.That((await ProductAsync("book-003")).RemovedAt, Is.Null, "A reading that began after it found the product there.");
    }

    [Test]
    public async Task A_product_that_is_gone_when_it_is_read_is_removed()
    {
        var handle = $"short-{++delivered}";
        await Sandbox.PostAsync($"control/shops/{Domain}/products", new { handle, title = "Short" });
        var id = (string)(await ShopAsync($"products/{handle}"))["id"]!;
        await DeliverAsync("products/create", id, null);
        await ReadChangesAsync();
        using var deleted = await Sandbox.Control.DeleteAsync($"control/shops/{Domain}/products/{handle}");
        await DeliverAsync("products/update", id, TimeProvider.System.GetUtcNow());
        await ReadChangesAsync();
        Assert.That((await ProductAsync(handle)).RemovedAt, Is.Not.Null);
    }

    [Test]
    public async Task The_end_of_an_export_wakes_its_load_and_no_other()
    {
        var now = Clock.GetUtcNow();
        await ReadAsync(async context =>
        {
            context.CatalogueLoads.Add(new CatalogueLoad { StoreId = StoreId, Id = Guid.CreateVersion7(now), State = LoadState.Running, OperationId = "gid://shopify/BulkOperation/7", RequestedAt = now, CreatedAt = now });
            return await context.SaveChangesAsync();
        });
        var scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var wake = new TriggerKey($"{nameof(CatalogueSyncJob)}-now", StoreJobs.StoreGroup + StoreId);
        await scheduler.UnscheduleJob(wake);
        await FinishAsync("gid://shopify/BulkOperation/8");
        Assert.That(await scheduler.Exists(wake), Is.False);
        await FinishAsync("gid://shopify/BulkOperation/7");
        Assert.That(await scheduler.Exists(wake), Is.True);
    }

    private Task FinishAsync(string operationId) => ApplyAsync("bulk_operations/finish", new { admin_graphql_api_id = operationId, status = "completed" });

    // The least a webhook may hold: Shopify sends only the fields that were asked for.
    private Task DeliverAsync(string topic, string shopifyId, DateTimeOffset? updatedAt)
    {
        var id = long.Parse(shopifyId[(shopifyId.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        return ApplyAsync(topic, updatedAt is { } at ? new { id, updated_at = at } : new { id });
    }

    private Task ApplyAsync(string topic, object body) => Work.RunAsync(StoreId, scope => scope.GetServices<IWebhookEffect>().Single(effect => effect.Topics.Contains(topic)).ApplyAsync(
        new WebhookDelivery(StoreId, topic, $"delivery-{++delivered}", null, TimeProvider.System.GetUtcNow(), JsonSerializer.SerializeToElement(body)), CancellationToken.None));

    private Task<int> ReadChangesAsync() => Work.RunAsync(StoreId, scope => scope.GetRequiredService<ProductChanges>().ReadAsync(CancellationToken.None));

    private Task<Product> ProductAsync(string handle) => ReadAsync(context => context.Products.AsNoTracking().SingleAsync(product => product.Handle == handle));
}
