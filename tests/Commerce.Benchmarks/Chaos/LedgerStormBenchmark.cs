using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Batch;
using Commerce.Benchmarks.Frame;
using Commerce.Benchmarks.Shopify;
using Commerce.Credits;
using Commerce.Tenancy;
using Commerce.Workbench;
using Commerce.Workbench.Storms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Benchmarks.Chaos;

/// <summary>A million random operations on the ledger from 64 threads while connections are cut and transactions fail; then every rule is checked on every line.</summary>
internal sealed class LedgerStormBenchmark : Benchmark
{
    private const int Threads = 64;
    private const int Stores = 32;

    // Operations. The driver drops its whole pool with a connection that is cut, and PostgreSQL plans everything anew in each
    // that is opened: with ten times as many cuts half of the machine's time went there.
    private const long CutEvery = 20_000;

    public override string Bench => "chaos";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var operations = world.Quick ? 30_000 : 1_000_000;
        await using var server = await world.MeasuredServerAsync(ct);
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var waker = new Waker(connections, world.Secrets);
        var stores = new List<Guid>();
        for (var number = 0; number < Stores; number++)
        {
            stores.Add((await BenchStore.AddAsync(owner, waker, world.Time, 1, ct)).Id);
        }

        var pooled = new NpgsqlConnectionStringBuilder(connections.App) { MaxPoolSize = Threads + 8 }.ConnectionString;
        await using var services = ShopifyServices.Build(
            new ConfigurationBuilder().AddInMemoryCollection(ShopifyServices.Settings(pooled, connections.Jobs, "http://127.0.0.1:9", SandboxProcess.ClientId, world.Secrets.ShopifyApiSecret)).Build(),
            (collection, _) => collection.AddCredits());

        world.Say($"{operations} operations from {Threads} threads on {Stores} ledgers");
        var began = Stopwatch.GetTimestamp();
        var storm = new LedgerStorm(services.GetRequiredService<StoreWork>(), stores, owner, seed: 20_261);
        var result = await storm.RunAsync(operations, Threads, CutEvery, ct);
        await world.KeepAsync("ledger-storm", result, ct);
        yield return Figure.AtMost(Bench, "ledger-rules-broken", result.Broken.Count, "rules", 0) with { Note = result.Broken.Count == 0 ? "each checked on every line" : string.Join("; ", result.Broken) };
        yield return Figure.AtLeast(Bench, "ledger-operations", result.Operations, "operations", operations) with
        {
            Note = $"{result.Repeated} of them submitted again, {result.Faults} transactions failed and repeated, {result.Cuts} connections cut, {result.Refused} refused for lack of credits",
        };
        yield return Figure.Told(Bench, "ledger-operations-per-second", result.Operations / Stopwatch.GetElapsedTime(began).TotalSeconds, "operations/s");
    }
}
