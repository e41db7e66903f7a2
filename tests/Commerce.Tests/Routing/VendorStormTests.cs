using System.Globalization;
using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Routing;
using Commerce.Tenancy;
using Commerce.Tests.Infrastructure;
using Commerce.Workbench;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Tests.Routing;

/// <summary>The real engine and the real clients against every misbehaviour of the vendors that the sandbox plays.</summary>
[Category("Database")]
[Category("Chaos")]
[NonParallelizable]
public sealed class VendorStormTests : CoreFixture
{
    // Words that appear nowhere else.
    private const string Key = "quillow zephyrant thornberry";
    private const string LostCode = "answer-lost";

    // Tables that keep what was said of an order.
    private static readonly string[] Told =
        ["generations", "generation_events", "batches", "assets", "model_days", "provider_callbacks", "provider_circuits", "provider_rates", "alerts", "entries"];

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(8);

    private readonly CapturedOutput captured = CapturedOutput.Begin();
    private StormVendors vendors = null!;
    private ServiceProvider engine = null!;
    private ServiceProvider door = null!;

    private GenerationBacklog Rows => engine.GetServices<IBacklog>().OfType<GenerationBacklog>().Single();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Clock.MoveTo(TimeProvider.System.GetUtcNow());
        vendors = await StormVendors.StartAsync();
        var settings = await SandboxVendors.SettingsAsync(vendors.Address, vendors.Callbacks, connected: null, CancellationToken.None);
        engine = Build(services => Connect(services, settings));
        // Signatures are as old as they really are, however far the engine's clock has run ahead.
        door = Build(services => Connect(services, settings).AddSingleton(TimeProvider.System));
        vendors.Door = door.GetRequiredService<CallbackDoor>;
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await engine.DisposeAsync();
        await vendors.DisposeAsync();
        await door.DisposeAsync();
        captured.Dispose();
    }

    [SetUp]
    public async Task CalmAsync()
    {
        await vendors.CalmAsync();
        await vendors.PaceAsync(5);
    }

    [TearDown]
    public async Task The_key_is_nowhere()
    {
        Assert.That(captured.Said.Where(line => line.Contains("zephyrant", StringComparison.OrdinalIgnoreCase)), Is.Empty);
        // The question itself is traced too, so it must not hold the word.
        await using var source = NpgsqlDataSource.Create(Database.Owner);
        await using var command = source.CreateCommand(string.Join(" union all ", Told.Select(table => $"select '{table}' from {table} line where line::text ilike '%zephyr' || 'ant%'")));
        Assert.That(await command.ExecuteScalarAsync(), Is.Null);
    }

    [TestCaseSource(nameof(Orders))]
    public async Task Trouble_on_the_way_delays_a_row_and_buys_it_once(StormOrder order)
    {
        await vendors.FaultAsync(order.Vendor, "429", "order", retryAfter: 3);
        await vendors.FaultAsync(order.Vendor, "429", "order");
        await vendors.FaultAsync(order.Vendor, "5xx", "order");
        foreach (var kind in order.Tasks ? ["429", "5xx", "malformed", "wrong-type", "cut"] : Array.Empty<string>())
        {
            // A match is also looked for in paths, and kie's for orders ends in "createTask".
            await vendors.FaultAsync(order.Vendor, kind, order.Vendor == "kie" ? "recordInfo" : "ask");
        }

        foreach (var kind in order.Tasks ? ["5xx", "cut", "wrong-type"] : Array.Empty<string>())
        {
            await vendors.FaultAsync(order.Vendor, kind, "file");
        }

        await EndsAsync(order, GenerationState.Done, null, bought: 1);
        await vendors.FaultAsync(order.Vendor, "malformed", "file");
        await EndsAsync(order, GenerationState.Done, null, bought: 1, "half a file");
    }

    [TestCaseSource(nameof(Orders))]
    public async Task An_order_of_which_no_answer_came_is_never_sent_twice(StormOrder order)
    {
        foreach (var kind in (string[])["lost-answer", "malformed", "wrong-type", "broken"])
        {
            await vendors.FaultAsync(order.Vendor, kind, "order");
            await EndsAsync(order, order.Calls ? GenerationState.Done : GenerationState.Failed, order.Calls ? null : LostCode, bought: 1, kind);
        }

        await vendors.FaultAsync(order.Vendor, "cut", "order");
        var cut = await EndsAsync(order, order.Finds ? GenerationState.Done : GenerationState.Failed, order.Finds ? null : LostCode, bought: order.Finds ? 1 : 0, "cut");
        Assert.That(cut.Attempt, Is.EqualTo(1), "sent again under the same key");
        // A hang lasts as long as the engine lets it, so not every vendor is given one.
        if (order.Tasks && !order.Finds)
        {
            return;
        }

        await vendors.FaultAsync(order.Vendor, "hang", "order", delay: 20_000);
        await EndsAsync(order, order.Finds ? GenerationState.Done : GenerationState.Failed, order.Finds ? null : LostCode, bought: order.Finds ? 1 : 0, "hang");
    }

    [TestCaseSource(nameof(Orders))]
    public async Task What_a_vendor_will_not_make_ends_in_words_and_costs_nothing(StormOrder order)
    {
        await vendors.FaultAsync(order.Vendor, "refused");
        var refused = await RowAsync(order);
        Assert.That((refused.State, refused.ErrorCode), Is.EqualTo((GenerationState.Failed, (string?)"refused")), refused.ErrorMessage);
        await vendors.FaultAsync(order.Vendor, "gone");
        await EndsAsync(order, GenerationState.Failed, "all-failed", bought: 0);
    }

    [TestCaseSource(nameof(Callers))]
    public async Task Callbacks_that_are_lost_late_doubled_early_forged_or_stale_change_no_end(StormOrder order)
    {
        foreach (var kind in (string[])["callback-late", "callback-twice", "callback-early"])
        {
            await vendors.FaultAsync(order.Vendor, kind);
        }

        await EndsAsync(order, GenerationState.Done, null, bought: 1);
        foreach (var kind in (string[])["callback-lost", "callback-forged", "callback-stale"])
        {
            await vendors.FaultAsync(order.Vendor, kind);
            await EndsAsync(order, GenerationState.Done, null, bought: 1, kind);
        }
    }

    [Test]
    public async Task Vendors_that_restart_while_they_are_at_work_lose_no_task()
    {
        await vendors.PaceAsync(300);
        var given = new List<(StormOrder Order, TestStore Store, int Before)>();
        foreach (var order in StormOrder.All.Where(order => order.Tasks))
        {
            var before = (await vendors.PurchasesAsync(order.Vendor)).Count;
            given.Add((order, await GiveAsync(order), before));
            await AdvanceAsync(given[^1].Store.Id);
        }

        await vendors.RestartAsync();
        foreach (var (order, store, before) in given)
        {
            await DrainStormAsync(store.Id);
            var row = await RowAsync(store.Id);
            Assert.That((row.State, (await vendors.PurchasesAsync(order.Vendor)).Count - before), Is.EqualTo((GenerationState.Done, 1)), $"{order}: {row.ErrorMessage}");
        }
    }

    private static IEnumerable<StormOrder> Orders() => StormOrder.All;

    private static IEnumerable<StormOrder> Callers() => StormOrder.All.Where(order => order.Calls);

    private IServiceCollection Connect(IServiceCollection services, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))).Build();
        return services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(captured)).AddSingleton(new StepLimits { Submit = TimeSpan.FromSeconds(2) })
            .Configure<RoutingOptions>(options =>
            {
                configuration.GetSection(RoutingOptions.Section).Bind(options);
                foreach (var vendor in options.Vendors.Values)
                {
                    vendor.Key = Key;
                }
            });
    }

    private async Task<Generation> EndsAsync(StormOrder order, GenerationState state, string? code, int bought, string trouble = "")
    {
        var before = await vendors.PurchasesAsync(order.Vendor);
        var row = await RowAsync(order);
        var sales = (await vendors.PurchasesAsync(order.Vendor)).Skip(before.Count).ToList();
        Assert.That((row.State, row.ErrorCode), Is.EqualTo((state, state == GenerationState.Done ? row.ErrorCode : code)), $"{trouble}: {row.ErrorMessage}");
        Assert.That(sales, Has.Count.EqualTo(bought), $"{trouble}: bought");
        Assert.That(sales.Select(sale => sale.Fingerprint), Is.Unique, trouble);
        return row;
    }

    /// <summary>Takes one row of a new store to its end; its ledger must add up.</summary>
    private async Task<Generation> RowAsync(StormOrder order)
    {
        var store = await GiveAsync(order);
        await DrainStormAsync(store.Id);
        var (row, ledger) = (await RowAsync(store.Id), await CheckLedgerAsync(store.Id));
        Assert.That(ledger.Faults, Is.Empty);
        Assert.That((ledger.Held, ledger.Available), Is.EqualTo((0, 1000 - (row.State == GenerationState.Done ? row.Credits : 0))));
        return row;
    }

    private Task<Generation> RowAsync(Guid storeId) => ReadAsync(storeId, context => context.Generations.AsNoTracking().SingleAsync());

    private async Task<TestStore> GiveAsync(StormOrder order)
    {
        var store = await AddStoreAsync(credits: 1000);
        await engine.GetRequiredService<StoreWork>().RunAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Storm", store.Products, order.Content, store.Id.ToString(null, CultureInfo.InvariantCulture), "test"), CancellationToken.None));
        return store;
    }

    private async Task AdvanceAsync(Guid storeId)
    {
        while (await Rows.AdvanceNextAsync(storeId, "worker", CancellationToken.None))
        {
        }
    }

    // Vendors work by the real clock: between two looks they get some of it.
    private async Task DrainStormAsync(Guid storeId)
    {
        for (var round = 0; round < 400; round++)
        {
            await AdvanceAsync(storeId);
            if (await Rows.SettleAsync(storeId, CancellationToken.None) is not { } due)
            {
                return;
            }

            await Task.Delay(Breath, TimeProvider.System);
            Clock.MoveTo(due);
        }

        Assert.Fail("The row did not end.");
    }
}
