using Commerce.Data;
using Commerce.Routing;
using Commerce.Security;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

[Category("Database")]
public sealed class ProviderKeysTests : CoreFixture
{
    private const string Secret = "a key the vendor gave";

    [Test]
    public async Task A_key_is_sealed_and_opens_for_its_store_alone()
    {
        var (store, other) = (await AddStoreAsync(), await AddStoreAsync());
        await SaveAsync(Services, store);
        var kept = await ReadAsync(store.Id, context => context.ProviderKeys.AsNoTracking().SingleAsync());
        Assert.That(System.Text.Encoding.UTF8.GetString(kept.Sealed), Does.Not.Contain(Secret));
        Assert.That(await OpensAsync(Services, store), Is.True);
        Assert.That(await OpensAsync(Services, other), Is.False);

        // The row of one store, put into another's place.
        await Work.RunAsync(other.Id, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            context.ProviderKeys.Add(new ProviderKey { StoreId = other.Id, Vendor = "kie", Sealed = kept.Sealed, KeyId = kept.KeyId, AddedBy = "thief", AddedAt = kept.AddedAt });
            await context.SaveChangesAsync();
        });
        Assert.That(await OpensAsync(Services, other), Is.False);
    }

    [Test]
    public async Task A_key_sealed_by_an_older_key_is_sealed_anew_and_opens_without_the_older_one()
    {
        var store = await AddStoreAsync();
        await SaveAsync(Services, store);
        await using var both = Build(services => services.Configure<SecurityOptions>(options =>
        {
            options.OldEncryptionKeys["1"] = options.EncryptionKey;
            (options.EncryptionKeyId, options.EncryptionKey) = ("2", Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray()));
        }));
        await both.GetRequiredService<Commerce.Tenancy.StoreWork>().RunAsync(store.Id, scope => scope.GetRequiredService<ProviderKeys>().ResealAsync(CancellationToken.None));
        await using var newest = Build(services => services.Configure<SecurityOptions>(options =>
            (options.EncryptionKeyId, options.EncryptionKey) = ("2", Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray()))));
        Assert.That(await OpensAsync(newest, store), Is.True);
        Assert.That(await OpensAsync(Services, store), Is.False, "as good as gone where the newest key is not known");
    }

    private static Task SaveAsync(IServiceProvider services, TestStore store) => services.GetRequiredService<Commerce.Tenancy.StoreWork>().RunAsync(
        store.Id, scope => scope.GetRequiredService<ProviderKeys>().SaveAsync("kie", $" {Secret} ", "owner", CancellationToken.None));

    private static Task<bool> OpensAsync(IServiceProvider services, TestStore store) => services.GetRequiredService<Commerce.Tenancy.StoreWork>().RunAsync(
        store.Id, async scope => await scope.GetRequiredService<ProviderKeys>().OpenAsync("kie", own: true, CancellationToken.None) is not null);
}
