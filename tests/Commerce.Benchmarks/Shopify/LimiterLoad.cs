using System.CommandLine;
using System.Globalization;
using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Benchmarks.Shopify;

/// <summary>One of the processes that share the shops' budgets: callers that never stop asking, each through the product's own client.</summary>
internal static class LimiterLoad
{
    public const string Name = "limiter-load";

    public static Command Create()
    {
        var shops = new Option<string>("--shops") { Required = true };
        var start = new Option<long>("--start") { Required = true };
        var seconds = new Option<int>("--seconds") { Required = true };
        var callers = new Option<int>("--callers") { Required = true };
        var command = new Command(Name, "One process of the limiter's benchmark") { shops, start, seconds, callers };
        command.Hidden = true;
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(shops)!.Split(','), DateTimeOffset.FromUnixTimeMilliseconds(parsed.GetValue(start)), parsed.GetValue(seconds), parsed.GetValue(callers), ct));
        return command;
    }

    private static async Task<int> RunAsync(string[] shops, DateTimeOffset start, int seconds, int callers, CancellationToken ct)
    {
        await using var services = ShopifyServices.FromEnvironment();
        var (admin, time) = (services.GetRequiredService<AdminClient>(), services.GetRequiredService<TimeProvider>());
        var early = start - time.GetUtcNow();
        await Console.Out.WriteLineAsync(early.TotalSeconds.ToString("0.00 s early", CultureInfo.InvariantCulture));
        await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, time, ct);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(shops.SelectMany(shop => Enumerable.Range(0, callers).Select(caller => CallAsync(admin, ShopDomain.Parse(shop), caller, end.Token))));
        return 0;
    }

    private static async Task CallAsync(AdminClient admin, ShopDomain shop, int number, CancellationToken end)
    {
        var access = new ShopAccess(shop, "metered");
        while (!end.IsCancellationRequested)
        {
            try
            {
                await admin.SendAsync<LoadAnswer>(access, LoadDocuments.Pick(number++), new { }, end);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
            catch (ShopifyException error)
            {
                await Console.Error.WriteLineAsync($"{shop}: {error.Kind}");
            }
        }
    }
}
