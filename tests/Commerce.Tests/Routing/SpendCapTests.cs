using Commerce.Data;
using Commerce.Generations;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>The most a vendor may cost a store in a day, whoever orders at the same moment and whatever is known of prices.</summary>
[Category("Database")]
public sealed class SpendCapTests : RoutingFixture
{
    // In the catalogue without a price.
    private const string Unpriced = "kie:qwen2/image-edit";

    [Test]
    public async Task Of_many_who_count_at_once_no_more_get_through_than_there_is_room_for()
    {
        var store = await AddStoreAsync();
        await CapAsync(store, 5_000);
        var through = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => InStoreAsync(store.Id, async scope =>
        {
            try
            {
                await scope.GetRequiredService<SpendCaps>().CountAsync("kie", 1_000, CancellationToken.None);
                return true;
            }
            catch (ProviderRestsException)
            {
                return false;
            }
        })));
        Assert.That((through.Count(one => one), await SpentAsync(store)), Is.EqualTo((5, 5_000)));
    }

    [Test]
    public async Task An_order_without_a_known_price_counts_as_the_dearest_known_and_waits_in_words_where_that_has_no_room()
    {
        var store = await AddStoreAsync();
        await CapAsync(store, 50_000);
        await OrderAsync(store, Unpriced);
        await AdvanceAsync(store.Id);
        Assert.That((Vendors.Orders.Count, await SpentAsync(store)), Is.EqualTo((0, 0)));
        Assert.That(await HistoryAsync(store.Id), Has.Some.Contains("The price of qwen2/image-edit is not known, so it counts as much as the dearest that is known"));

        await CapAsync(store, 10_000_000);
        await DrainRoutedAsync(store.Id);
        var row = await RowAsync(store.Id);
        Assert.That((row.State, row.Route!.EstimateMicros), Is.EqualTo((GenerationState.Done, (long?)null)), string.Join(" / ", await HistoryAsync(store.Id)));
        Assert.That(await SpentAsync(store), Is.EqualTo(row.Route.CountedMicros).And.GreaterThanOrEqualTo(90_000));
        Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Assets.Select(asset => asset.CostMicros).SingleAsync()), Is.Null, "what was counted is no cost that anybody told");
    }

    private Task<int> CapAsync(TestStore store, long micros) => InStoreAsync(store.Id, async scope =>
    {
        await scope.GetRequiredService<ProviderSettings>().SaveCapAsync("kie", Micros.Usd(micros), CancellationToken.None);
        return 0;
    });

    private Task<long> SpentAsync(TestStore store) => InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().ProviderDays.SumAsync(day => day.Micros));
}
