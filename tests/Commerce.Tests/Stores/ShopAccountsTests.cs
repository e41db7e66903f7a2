using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Tests.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Stores;

/// <summary>Checklist 10, 11 and 13 against the sandbox, whose refresh tokens behave as Shopify's do.</summary>
public sealed class ShopAccountsTests : PublishingFixture
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    [Test]
    public async Task Item10_Two_workers_on_an_expired_token_ask_once_and_both_go_on_with_the_new_one()
    {
        Clock.Advance(Life);
        Kill.Arm(0);
        var before = await RowAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));
        Assert.That(Asked, Is.EqualTo(1));
        Assert.That(opened.Select(access => access.AccessToken).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await RowAsync()).AccessToken, Is.Not.EqualTo(before.AccessToken));
    }

    [Test]
    public async Task Item11_A_token_is_refreshed_five_minutes_early_and_not_before()
    {
        Clock.Advance(Life);
        await OpenAsync();
        var end = (await RowAsync()).AccessExpiresAt!.Value;
        Kill.Arm(0);
        Clock.MoveTo(end - TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await OpenAsync();
        Assert.That(Asked, Is.Zero);
        Clock.MoveTo(end - TimeSpan.FromMinutes(5));
        await OpenAsync();
        Assert.That(Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task Item11_A_crash_between_answer_and_save_is_healed_with_the_old_refresh_token()
    {
        Clock.Advance(Life);
        var before = await RowAsync();
        // The first point is the call, the second its answer: the worker dies with the new pair in its hands.
        var death = Kill.Arm(2);
        Assert.That(() => OpenAsync(death), Throws.InstanceOf<OperationCanceledException>());
        var after = await RowAsync();
        Assert.That((after.AccessToken, after.RefreshToken), Is.EqualTo((before.AccessToken, before.RefreshToken)), "The pair is saved as a whole or not at all.");

        Kill.Arm(0);
        await UseAsync();
        Assert.That(Asked, Is.EqualTo(1));
        Assert.That(await ReadAsync(context => context.Stores.Select(store => store.Status).SingleAsync()), Is.EqualTo(StoreStatus.Active));
    }

    [Test]
    public async Task Item13_Tokens_are_kept_encrypted_with_the_name_of_their_key()
    {
        var access = await OpenAsync();
        var row = await RowAsync();
        Assert.That(row.KeyId, Is.EqualTo("1"));
        Assert.That(System.Text.Encoding.Latin1.GetString(row.AccessToken), Does.Not.Contain(access.AccessToken[..12]));
    }

    [Test]
    public async Task Item13_After_a_key_rotation_the_old_key_opens_and_the_round_seals_anew()
    {
        var access = await OpenAsync();
        await using (var rotated = Build(Keys("2", "1")))
        {
            Assert.That((await OpenAsync(rotated)).AccessToken, Is.EqualTo(access.AccessToken));
            await CareAsync(rotated);
            Assert.That((await RowAsync()).KeyId, Is.EqualTo("2"));
            Assert.That((await OpenAsync(rotated)).AccessToken, Is.EqualTo(access.AccessToken));
        }

        // The old key can go now; back to it for the other tests.
        await using (var without = Build(Keys("2")))
        {
            Assert.That((await OpenAsync(without)).AccessToken, Is.EqualTo(access.AccessToken));
        }

        await using var back = Build(Keys("1", "2"));
        await CareAsync(back);
        Assert.That((await RowAsync()).KeyId, Is.EqualTo("1"));
    }

    [Test]
    public async Task Item13_A_key_that_is_gone_pauses_the_store_until_the_app_is_opened()
    {
        await OpenAsync();
        await using (var without = Build(Keys("3")))
        {
            Assert.That(() => OpenAsync(without), Throws.InstanceOf<ShopAccessLostException>());
        }

        Assert.That(await ReadAsync(context => context.Stores.Select(store => store.Status).SingleAsync()), Is.EqualTo(StoreStatus.Paused));
        await InstallAsync();
        await OpenAsync();
    }

    [Test]
    public async Task Item13_An_idle_stores_access_is_renewed_each_week_long_before_its_ninety_days_end()
    {
        await InstallAsync();
        Kill.Arm(0);
        Clock.Advance(TokenCareJob.Week - TimeSpan.FromMinutes(1));
        await CareAsync(Services);
        Assert.That(Asked, Is.Zero);
        for (var week = 1; week <= 3; week++)
        {
            Clock.Advance(TokenCareJob.Week);
            await CareAsync(Services);
            Assert.That(Asked, Is.EqualTo(week));
            Assert.That((await RowAsync()).RefreshExpiresAt - Clock.GetUtcNow(), Is.EqualTo(TimeSpan.FromDays(90)));
        }
    }

    private int Asked => Kill.Passed.Count(call => call.StartsWith("before", StringComparison.Ordinal) && call.EndsWith("/oauth/access_token", StringComparison.Ordinal));

    private static Dictionary<string, string?> Keys(string newest, params string[] older)
    {
        var settings = new Dictionary<string, string?> { ["Security:EncryptionKeyId"] = newest, ["Security:EncryptionKey"] = Key(newest) };
        foreach (var name in older)
        {
            settings[$"Security:OldEncryptionKeys:{name}"] = Key(name);
        }

        return settings;
    }

    // The fixture's own key is named 1.
    private static string Key(string name)
    {
        var key = new byte[32];
        key[0] = (byte)(name[0] - '1');
        return Convert.ToBase64String(key);
    }

    private Task<ShopAccess> OpenAsync(CancellationToken cancellationToken = default) => Work.RunAsync(StoreId, scope => scope.GetRequiredService<ShopAccounts>().OpenAsync(cancellationToken));

    private Task<ShopAccess> OpenAsync(IServiceProvider services) =>
        services.GetRequiredService<StoreWork>().RunAsync(StoreId, scope => scope.GetRequiredService<ShopAccounts>().OpenAsync(CancellationToken.None));

    private Task UseAsync() => Work.RunAsync(StoreId, scope => scope.GetRequiredService<ShopAccounts>().UseAsync(
        access => scope.GetRequiredService<Commerce.Shopify.Shops.ShopReader>().ReadAsync(access, CancellationToken.None), CancellationToken.None));

    private Task CareAsync(IServiceProvider services) =>
        services.GetRequiredService<StoreWork>().RunAsync(StoreId, scope => TokenCareJob.CareAsync(StoreId, scope, CancellationToken.None));

    private Task<StoreToken> RowAsync() => ReadAsync(context => context.StoreTokens.AsNoTracking().SingleAsync());
}
