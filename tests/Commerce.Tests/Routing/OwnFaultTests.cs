using Commerce.Data;
using Commerce.Generations;
using Commerce.Library.Storage;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Tests.Routing;

/// <summary>What is paid for is not bought again because something of ours fails.</summary>
[Category("Database")]
public sealed class OwnFaultTests : RoutingFixture
{
    private const string Model = "kie:google/nano-banana-edit";
    private const string AtOnce = "google:gemini-3.1-flash-image";

    private IObjectStore Objects => Services.GetRequiredService<IObjectStore>();

    private FalteringStore Files => (FalteringStore)Routed.GetRequiredService<IObjectStore>();

    protected override void Arrange(IServiceCollection services)
    {
        services.RemoveAll<IObjectStore>();
        services.AddSingleton<IObjectStore>(new FalteringStore(Objects));
    }

    [TearDown]
    public void Mend() => Files.Fault = (_, _) => null;

    [Test]
    public async Task A_store_of_files_that_takes_nothing_for_a_while_buys_nothing_again([Values(Model, AtOnce)] string model, [Values("put", "open")] string verb)
    {
        var (store, troubled) = (await AddStoreAsync(), 6);
        Files.Fault = (asked, key) => asked == verb && key.Contains("/assets/", StringComparison.Ordinal) && troubled-- > 0 ? new IOException("The store is away.") : null;
        await OrderAsync(store, model);
        await DrainRoutedAsync(store.Id);
        await DeliveredOnceAsync(store);
        Assert.That(await HistoryAsync(store.Id), Has.Some.EndsWith("again and not made again."));
    }

    [Test]
    public async Task A_fault_that_nobody_foresaw_buys_nothing_again()
    {
        var (store, troubled) = (await AddStoreAsync(), 3);
        Files.Fault = (asked, key) => asked == "put" && key.Contains("/assets/", StringComparison.Ordinal) && troubled-- > 0 ? new InvalidOperationException("A fault of ours.") : null;
        await OrderAsync(store, Model);
        await DrainRoutedAsync(store.Id);
        await DeliveredOnceAsync(store);
    }

    [Test]
    public async Task A_stored_file_that_differs_is_fetched_again_and_not_made_again()
    {
        var (store, spoilt) = (await AddStoreAsync(), false);
        Files.Fault = (asked, key) =>
        {
            if (asked == "open" && key.Contains("/assets/", StringComparison.Ordinal) && !spoilt)
            {
                spoilt = true;
                using var other = new MemoryStream(TestPicture.Png(64, 64));
                Objects.PutAsync(key, other, "image/jpeg", CancellationToken.None).GetAwaiter().GetResult();
            }

            return null;
        };
        await OrderAsync(store, Model);
        await DrainRoutedAsync(store.Id);
        Assert.That(spoilt, Is.True);
        await DeliveredOnceAsync(store);
        Assert.That(await HistoryAsync(store.Id), Has.Some.StartWith("The stored file differs"));
    }

    [Test]
    public async Task A_store_of_files_that_stays_away_ends_the_row_and_gives_its_credits_back()
    {
        var store = await AddStoreAsync(credits: 4);
        Files.Fault = (asked, key) => asked == "put" && key.Contains("/assets/", StringComparison.Ordinal) ? new IOException("The store is away.") : null;
        await OrderAsync(store, Model);
        await DrainRoutedAsync(store.Id);
        var row = await RowAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That((row.State, row.ErrorCode, Vendors.Orders.Count), Is.EqualTo((GenerationState.Failed, (string?)"internal", 1)), string.Join(" / ", await HistoryAsync(store.Id)));
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(4));
        });
    }

    private async Task DeliveredOnceAsync(TestStore store)
    {
        var (row, told) = (await RowAsync(store.Id), string.Join(" / ", await HistoryAsync(store.Id)));
        Assert.Multiple(async () =>
        {
            Assert.That((row.State, row.Attempt, Vendors.Orders.Count), Is.EqualTo((GenerationState.Done, 1, 1)), told);
            Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Assets.CountAsync()), Is.EqualTo(1));
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }
}
