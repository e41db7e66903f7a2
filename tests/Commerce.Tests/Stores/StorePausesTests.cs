using Commerce.Catalogue;
using Commerce.Jobs;
using Commerce.Publishing;
using Commerce.Stores;
using Commerce.Tests.Infrastructure;
using Commerce.Tests.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Stores;

/// <summary>Checklist 12 and 25: a shop that cannot be worked for lays its store to rest, and opening the app lets it go on.</summary>
public sealed class StorePausesTests : PublishingFixture
{
    [TestCase("frozen", "frozen this shop")]
    [TestCase("locked", "locked this shop")]
    [TestCase("closed", "closed or not active")]
    public async Task Item25_A_shop_that_is_closed_pauses_its_store_with_the_reason_and_is_asked_no_more(string state, string reason)
    {
        var (one, two) = (await AddMediaAsync(pictures: 1), await AddMediaAsync(pictures: 1));
        var (first, second) = (await PublishAsync(one), await PublishAsync(two));
        await Sandbox.PostAsync($"control/shops/{Domain}/access", new { state });
        Kill.Arm(0);
        await RunLaneAsync();
        await RunLaneAsync();
        await Sandbox.PostAsync($"control/shops/{Domain}/access", new { state = "open" });

        var store = await StoreAsync();
        Assert.That(store.Status, Is.EqualTo(StoreStatus.Paused));
        Assert.That(store.StatusReason, Does.Contain(reason));
        Assert.That(Kill.Passed.Count(IsAdminCall), Is.EqualTo(1), "The second row and the second lane do not ask.");
        foreach (var publication in new[] { await OfRunAsync(first), await OfRunAsync(second) })
        {
            AssertWaits(publication);
        }

        await InstallAsync();
        Assert.That((await StoreAsync()).StatusReason, Is.Null);
        await DrainAsync();
        Assert.That(new[] { (await OfRunAsync(first)).State, (await OfRunAsync(second)).State }, Is.All.EqualTo(PublicationState.Published));
    }

    [Test]
    public async Task Item12_A_dead_refresh_token_pauses_the_store_once_and_opening_the_app_goes_on()
    {
        var product = await AddMediaAsync(pictures: 1);
        var runId = await PublishAsync(product);
        await Sandbox.PostAsync($"control/shops/{Domain}/expire-tokens", new { refresh = true });
        Kill.Arm(0);
        await RunLaneAsync();
        await RunLaneAsync();

        var store = await StoreAsync();
        Assert.That(store.Status, Is.EqualTo(StoreStatus.Paused));
        Assert.That(store.StatusReason, Does.Contain("Open the app"));
        Assert.That(CallsTo("/oauth/access_token"), Is.EqualTo(1), "No retry storm: a spent refresh token is asked with once.");
        AssertWaits(await OfRunAsync(runId));

        await InstallAsync();
        Assert.That((await StoreAsync()).Status, Is.EqualTo(StoreStatus.Active));
        Assert.That(await ReadAsync(context => context.StoreDirectory.Where(route => route.StoreId == StoreId).Select(route => route.BacklogDueAt <= Clock.GetUtcNow()).SingleAsync()), Is.True, "Its lanes are woken.");
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Published));
    }

    [Test]
    public async Task Item12_Many_failures_at_once_give_one_notice()
    {
        using var notices = new Notices();
        var pauses = Services.GetRequiredService<StorePauses>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pauses.PauseAsync(StoreId, "This shop is closed or not active.")));
        Assert.That(notices.Count, Is.EqualTo(1));
        Assert.That(await pauses.RestsAsync(StoreId, CancellationToken.None), Is.True);
        await InstallAsync();
    }

    [Test]
    public async Task Item12_A_paused_store_is_left_alone_by_the_sweep_and_by_jobs_that_rest()
    {
        var pauses = Services.GetRequiredService<StorePauses>();
        await pauses.PauseAsync(StoreId, "This shop is closed or not active.");
        Kill.Arm(0);
        var sync = ActivatorUtilities.CreateInstance<CatalogueSyncJob>(Services);
        await sync.Execute(Firing.Of(StoreId), CancellationToken.None);
        Assert.That(Kill.Passed, Is.Empty, "The catalogue is not read.");
        Assert.That((await StoreAsync()).SyncState, Is.Not.EqualTo(SyncState.Failed));
        await InstallAsync();
    }

    [Test]
    public async Task Item25_A_catalogue_sync_waits_with_its_store()
    {
        await Sandbox.PostAsync($"control/shops/{Domain}/access", new { state = "frozen" });
        var sync = ActivatorUtilities.CreateInstance<CatalogueSyncJob>(Services);
        await sync.Execute(Firing.Of(StoreId), CancellationToken.None);
        await Sandbox.PostAsync($"control/shops/{Domain}/access", new { state = "open" });
        var store = await StoreAsync();
        Assert.That((store.Status, store.SyncState), Is.EqualTo((StoreStatus.Paused, SyncState.Queued)));
        await InstallAsync();
    }

    private static void AssertWaits(Publication publication)
    {
        Assert.That(publication.State, Is.EqualTo(PublicationState.Queued).Or.EqualTo(PublicationState.Publishing));
        Assert.That((publication.Attempt, publication.LeaseUntil), Is.EqualTo((0, (DateTimeOffset?)null)));
        Assert.That(publication.DueAt, Is.Not.Null);
    }

    private async Task RunLaneAsync()
    {
        var turn = ActivatorUtilities.CreateInstance<LaneTurn>(Services, (IEnumerable<IBacklog>)[Backlog]);
        while (await turn.TakeStoreAsync(except: null, CancellationToken.None) is { } storeId)
        {
            await turn.RunAsync(storeId, "worker", CancellationToken.None);
        }
    }

    // Calls to the Admin API are noted by their operation, others by their path, and record writes as the statement they are.
    private static bool IsAdminCall(string call) =>
        call.StartsWith("before ", StringComparison.Ordinal) && !call.Contains('/', StringComparison.Ordinal) && !call.Contains("UPDATE", StringComparison.Ordinal);

    private int CallsTo(string path) => Kill.Passed.Count(call => call.StartsWith("before", StringComparison.Ordinal) && call.EndsWith(path, StringComparison.Ordinal));

    private Task<Store> StoreAsync() => ReadAsync(context => context.Stores.AsNoTracking().SingleAsync());

    private sealed class Notices : IDisposable
    {
        private readonly System.Diagnostics.Metrics.MeterListener listener = new();
        private long count;

        public Notices()
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == StorePauses.TelemetryName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref count, value));
            listener.Start();
        }

        public long Count => Interlocked.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
