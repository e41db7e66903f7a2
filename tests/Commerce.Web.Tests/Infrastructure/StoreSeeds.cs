using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Security;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Infrastructure;

/// <summary>Writes what a test needs to find, as the app role and behind the wall like the app itself.</summary>
public sealed class StoreSeeds(StoreWork work, TimeProvider time)
{
    public async Task<SeededStore> AddStoreAsync(string shop, string name, long credits = 100)
    {
        var id = NewId();
        await work.RunAsync(id, async services =>
        {
            var context = services.GetRequiredService<CommerceContext>();
            context.StoreDirectory.Add(new StoreRoute { StoreId = id, ShopDomain = shop });
            context.Stores.Add(new Store
            {
                Id = id, ShopDomain = shop, Name = name, SiteUrl = "http://127.0.0.1:9/", ShopPlan = "Basic", InstalledAt = time.GetUtcNow(),
                SyncState = SyncState.Done, SyncedAt = time.GetUtcNow(), Scopes = "read_products,write_products,read_files,write_files",
            });
            await context.SaveChangesAsync();
            var box = services.GetRequiredService<SecretBox>();
            context.StoreTokens.Add(new StoreToken { StoreId = id, KeyId = box.KeyId, AccessToken = box.Seal("test-access", $"store-token:{id}"), UpdatedAt = time.GetUtcNow() });
            await context.SaveChangesAsync();
            await context.Database.ExecuteSqlAsync($"insert into balances (store_id) values ({id})");
            await services.GetRequiredService<Ledger>().GrantAsync($"welcome:{id}", credits, "Welcome credits", CancellationToken.None);
        });
        return new SeededStore(id, shop, name);
    }

    /// <summary>A product with so many pictures of its own; <paramref name="change"/> sets what else the test cares about.</summary>
    public Task<SeededProduct> AddProductAsync(SeededStore store, string title, int pictures = 1, Action<Product>? change = null) => work.RunAsync(store.Id, async services =>
    {
        var context = services.GetRequiredService<CommerceContext>();
        var product = new Product
        {
            StoreId = store.Id, Id = NewId(), ShopifyId = $"gid://shopify/Product/{NewId()}", Handle = title.Replace(' ', '-').ToLowerInvariant(),
            Title = title, MediaCount = pictures, UpdatedAt = time.GetUtcNow(), SyncedAt = time.GetUtcNow(),
        };
        change?.Invoke(product);
        var images = Enumerable.Range(1, pictures).Select(position => new SourceImage
        {
            StoreId = store.Id, Id = NewId(), ProductId = product.Id, ShopifyId = $"gid://shopify/MediaImage/{NewId()}", Position = position,
            Url = $"https://cdn.shopify.com/{product.Handle}-{position}.jpg", Alt = $"{title}, view {position}", Width = 1200, Height = 1200,
        }).ToList();
        context.Products.Add(product);
        context.SourceImages.AddRange(images);
        await context.SaveChangesAsync();
        return new SeededProduct(product.Id, title, [.. images.Select(image => image.Id)]);
    });

    /// <summary>Many products at once, called "Lamp 0000" and so on, each without a picture.</summary>
    public Task AddProductsAsync(SeededStore store, int count, Action<Product, int> change) => work.RunAsync(store.Id, async services =>
    {
        var context = services.GetRequiredService<CommerceContext>();
        context.Products.AddRange(Enumerable.Range(0, count).Select(number =>
        {
            var product = new Product
            {
                StoreId = store.Id, Id = NewId(), ShopifyId = $"gid://shopify/Product/{NewId()}", Handle = $"lamp-{number}", Title = $"Lamp {number:0000}",
                Status = ProductStatus.Active, UpdatedAt = time.GetUtcNow(), SyncedAt = time.GetUtcNow(),
            };
            change(product, number);
            return product;
        }));
        await context.SaveChangesAsync();
    });

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
