using Commerce.Alerts;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>A key that its vendor does not take is a fault of the key: others make what was ordered, and nothing more is tried with it for a while.</summary>
[Category("Database")]
public sealed class RefusedKeyTests : RoutingFixture
{
    private const string Model = "google/nano-banana-edit";

    private ProviderCircuits Circuits => Routed.GetRequiredService<ProviderCircuits>();

    [SetUp]
    public async Task OpenAsync() => await Circuits.OpenAsync("kie", CancellationToken.None);

    [Test]
    public async Task The_next_vendor_makes_it_and_no_other_model_is_tried_with_the_key()
    {
        var (first, second) = (await AddStoreAsync(), await AddStoreAsync());
        var refused = RefuseKie();
        await OrderAsync(first);
        await DrainRoutedAsync(first.Id);
        await OrderAsync(second);
        await AdvanceAsync(second.Id);

        var (row, later) = (await RowAsync(first.Id), await RowAsync(second.Id));
        Assert.Multiple(async () =>
        {
            Assert.That((row.State, row.Route!.Vendor), Is.EqualTo((GenerationState.Done, "google")), string.Join(" / ", await HistoryAsync(first.Id)));
            Assert.That(row.Route.Tried.Select(tried => (tried.Vendor, tried.Code)), Is.EqualTo(new[] { ("kie", "key-refused") }));
            Assert.That((later.State, later.Route!.Vendor, later.Attempt), Is.EqualTo((GenerationState.Done, "google", 1)), "nothing is asked with the key meanwhile");
            Assert.That(refused(), Is.EqualTo(1));
            Assert.That(await OpenAlertsAsync(), Is.EqualTo(new[] { (AlertCodes.KeyRefused, "kie") }));
            Assert.That(await InStoreAsync(first.Id, scope => scope.GetRequiredService<CommerceContext>().ModelDays.Where(day => day.Vendor == "kie").SumAsync(day => day.Failed)), Is.Zero, "the model is well");
        });
    }

    [Test]
    public async Task What_only_that_vendor_may_make_is_told_so_and_waits_until_the_key_is_taken_again()
    {
        var (first, second) = (await AddStoreAsync(), await AddStoreAsync());
        RefuseKie();
        await OrderAsync(first, $"kie:{Model}");
        await DrainRoutedAsync(first.Id);
        Assert.That((await RowAsync(first.Id)).ErrorMessage, Does.Contain("does not accept the key"));

        await OrderAsync(second, $"kie:{Model}");
        await AdvanceAsync(second.Id);
        Assert.That((await RowAsync(second.Id)).State, Is.EqualTo(GenerationState.Queued));
        Assert.That(await HistoryAsync(second.Id), Has.Some.Contains("kie.ai does not accept the key, so this one waits"));

        Vendors.Reset();
        await DrainRoutedAsync(second.Id);
        Assert.That((await RowAsync(second.Id)).State, Is.EqualTo(GenerationState.Done));
        Assert.That(await OpenAlertsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_key_of_a_stores_own_alarms_no_operator_rests_for_that_store_alone_and_a_new_one_is_used_at_once()
    {
        var (store, other) = (await AddStoreAsync(products: 2), await AddStoreAsync());
        await SaveKeyAsync(store, "revoked-key-of-the-store");
        Vendors.OnOrder = vendor => vendor == "kie" ? KieStandIn.Kie(401, "You do not have access permissions") : null;
        await OrderAsync(store, $"kie:{Model}");
        await AdvanceAsync(store.Id);
        Assert.That(await OpenAlertsAsync(), Is.Empty);

        Vendors.Reset();
        await OrderAsync(other, $"kie:{Model}");
        await DrainRoutedAsync(other.Id);
        Assert.That((await RowAsync(other.Id)).State, Is.EqualTo(GenerationState.Done), "the installation's key is another");

        await SaveKeyAsync(store, "good-key-of-the-store");
        await OrderAsync(store, $"kie:{Model}");
        await AdvanceAsync(store.Id);
        Assert.That(Vendors.Orders.Last().Key, Is.EqualTo("good-key-of-the-store"), "the rest was over with the old key");
    }

    private Func<int> RefuseKie()
    {
        var refused = 0;
        Vendors.OnOrder = vendor =>
        {
            if (vendor != "kie")
            {
                return null;
            }

            refused++;
            return KieStandIn.Kie(401, "You do not have access permissions");
        };
        return () => refused;
    }

    private Task<bool> SaveKeyAsync(TestStore store, string key) => InStoreAsync(store.Id, async scope =>
    {
        await scope.GetRequiredService<ProviderKeys>().SaveAsync("kie", key, "owner", CancellationToken.None);
        return true;
    });

    private async Task<List<(string, string)>> OpenAlertsAsync()
    {
        await using var scope = Routed.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<AlertLog>().OpenAsync(CancellationToken.None)).Select(alert => (alert.Code, alert.Subject))];
    }
}
