using Commerce.Data;
using Commerce.Routing;
using Commerce.Security;
using Commerce.Tenancy;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>Keys of stores with vendors outlive the key that sealed them.</summary>
[Category("Database")]
public sealed class KeyRotationTests : CoreFixture
{
    private const string Secret = "key-of-a-store-with-kie";

    [Test]
    public async Task A_rotation_seals_a_stores_keys_anew_and_the_old_key_can_go()
    {
        var store = await AddStoreAsync(products: 0);
        await InAsync(Services, store, keys => keys.SaveAsync("kie", Secret, "staff 1", CancellationToken.None));
        await using (var rotated = Build(services => services.Configure<SecurityOptions>(options => Rotate(options, keepOld: true))))
        {
            Assert.That(await OpensAsync(rotated, store), Is.True);
            await InAsync(rotated, store, keys => keys.ResealAsync(CancellationToken.None));
        }

        Assert.That(await Work.RunAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().ProviderKeys.Select(key => key.KeyId).SingleAsync()), Is.EqualTo("2"));
        await using var without = Build(services => services.Configure<SecurityOptions>(options => Rotate(options, keepOld: false)));
        Assert.That(await OpensAsync(without, store), Is.True);
        Assert.That(await OpensAsync(Services, store), Is.False, "sealed by a key that is not known there");
    }

    private static void Rotate(SecurityOptions options, bool keepOld)
    {
        if (keepOld)
        {
            options.OldEncryptionKeys["1"] = options.EncryptionKey;
        }

        (options.EncryptionKeyId, options.EncryptionKey) = ("2", Convert.ToBase64String([.. Enumerable.Repeat((byte)2, 32)]));
    }

    private static Task InAsync(IServiceProvider services, TestStore store, Func<ProviderKeys, Task> act) =>
        services.GetRequiredService<StoreWork>().RunAsync(store.Id, scope => act(scope.GetRequiredService<ProviderKeys>()));

    private static Task<bool> OpensAsync(IServiceProvider services, TestStore store) => services.GetRequiredService<StoreWork>().RunAsync(
        store.Id, async scope => await scope.GetRequiredService<ProviderKeys>().OpenAsync("kie", own: true, CancellationToken.None) is { } key && key.Keep(Secret) == "[key]");
}
