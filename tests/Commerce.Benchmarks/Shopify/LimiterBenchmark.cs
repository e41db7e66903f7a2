using System.Globalization;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Commerce.Workbench;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Benchmarks.Shopify;

/// <summary>
/// Four processes share the budgets of four shops, one of each speed Shopify sells, and ask without end. The shops count:
/// no call may come before its points are there, and less than a tenth of the points may stay unused.
/// </summary>
internal sealed class LimiterBenchmark : Benchmark
{
    private const int Processes = 4;
    private const int CallersPerShop = 4;
    private const int Seconds = 20;
    private const int Samples = 400;

    private static readonly double[] Rates = [100, 200, 1000, 2000];
    private static readonly TimeSpan Boot = TimeSpan.FromSeconds(8);

    public override string Bench => "shopify";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var domains = Rates.ToDictionary(rate => $"limiter-{rate.ToString(CultureInfo.InvariantCulture)}.myshopify.com", rate => rate);
        var database = await world.DatabaseAsync(ct);
        await StoreRows.AddAsync(database.Owner, domains.Keys.Append("limiter-cost.myshopify.com"), world.Time.GetUtcNow(), ct);
        await using var shops = await MeteredShop.StartAsync(domains, world.Time);
        var settings = ShopifyServices.Settings(database.App, database.Jobs, shops.Address, SandboxProcess.ClientId, world.Secrets.ShopifyApiSecret);

        yield return new Figure(Bench, "limiter-cost-per-call", await CostAsync(settings, world, ct), "ms", null, null, true);

        world.Say($"{Processes} processes ask {Rates.Length} shops for {Seconds} seconds");
        var tallies = await LoadAsync(world, shops, settings, [.. domains.Keys], ct);
        await world.KeepAsync("limiter", tallies, ct);
        foreach (var tally in tallies)
        {
            yield return Figure.AtLeast(Bench, $"limiter-used-at-{tally.Rate}-per-second", tally.Used, "share", 0.9);
        }

        yield return Figure.AtMost(Bench, "limiter-overdrawn", tallies.Sum(tally => tally.Refused), "calls", 0);
        yield return new Figure(Bench, "limiter-calls", tallies.Sum(tally => tally.Calls), "calls", null, null, true);
    }

    private static async Task<List<MeteredShop.Tally>> LoadAsync(BenchWorld world, MeteredShop shops, Dictionary<string, string?> settings, IReadOnlyList<string> domains, CancellationToken ct)
    {
        var environment = settings.ToDictionary(pair => pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value);
        var start = world.Time.GetUtcNow() + Boot;
        var children = Enumerable.Range(1, Processes).Select(number => world.StartSelf(
            $"limiter-{number}", environment, LimiterLoad.Name, "--shops", string.Join(',', domains), "--start", $"{start.ToUnixTimeMilliseconds()}",
            "--seconds", $"{Seconds + 5}", "--callers", $"{CallersPerShop}")).ToList();
        await Task.Delay(start - world.Time.GetUtcNow(), world.Time, ct);
        shops.Begin();
        await Task.Delay(TimeSpan.FromSeconds(Seconds), world.Time, ct);
        if (children.Find(child => child.HasExited) is { } dead)
        {
            throw new ProblemException($"A process of the load ended early: {string.Join('\n', dead.LastLines)}");
        }

        var tallies = domains.Select(shops.End).ToList();
        await Task.WhenAll(children.Select(child => child.StopAsync()));
        return tallies;
    }

    // What a call pays for its place when there is no wait: both statements, one caller, the median.
    private static async Task<double> CostAsync(Dictionary<string, string?> settings, BenchWorld world, CancellationToken ct)
    {
        await using var services = ShopifyServices.Build(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var (budgets, shop, times) = (services.GetRequiredService<IShopBudgets>(), ShopDomain.Parse("limiter-cost.myshopify.com"), new List<double>());
        for (var sample = 0; sample < Samples; sample++)
        {
            var began = world.Time.GetTimestamp();
            var reservation = await budgets.ReserveAsync(shop, 10, ct);
            await budgets.SettleAsync(reservation, 10, new ThrottleStatus(40000, 40000, 2000), TimeSpan.Zero);
            times.Add(world.Time.GetElapsedTime(began).TotalMilliseconds);
        }

        return times.Order().ElementAt(times.Count / 2);
    }
}
