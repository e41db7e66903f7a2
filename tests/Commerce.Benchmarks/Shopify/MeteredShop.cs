using System.Text.Json;
using Commerce.Shopify.Admin;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Commerce.Benchmarks.Shopify;

/// <summary>
/// Shops that do nothing but count points, as Shopify does: the requested cost is reserved or the call refused, and after a
/// while the difference to the actual cost is returned. It shares no code with the limiter it judges.
/// </summary>
internal sealed class MeteredShop : IAsyncDisposable
{
    private const int Seconds = 20;

    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly Random random = new(11);
    private readonly Dictionary<string, Account> accounts;
    private readonly TimeProvider time;

    private MeteredShop(WebApplication app, IReadOnlyDictionary<string, double> rates, TimeProvider time)
    {
        (this.app, this.time) = (app, time);
        accounts = rates.ToDictionary(pair => pair.Key, pair => new Account(pair.Value));
    }

    public string Address => app.Urls.Single();

    /// <param name="rates">Points per second of each shop, by domain; a bucket holds twenty seconds of them.</param>
    public static async Task<MeteredShop> StartAsync(IReadOnlyDictionary<string, double> rates, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var shop = new MeteredShop(app, rates, time);
        app.MapPost("/shops/{domain}/admin/api/{version}/graphql.json", shop.AnswerAsync);
        await app.StartAsync();
        return shop;
    }

    /// <summary>Fills every bucket and begins to count.</summary>
    public void Begin()
    {
        lock (gate)
        {
            foreach (var account in accounts.Values)
            {
                account.Begin(time.GetTimestamp());
            }
        }
    }

    /// <summary>What happened since the beginning.</summary>
    public Tally End(string domain)
    {
        lock (gate)
        {
            var account = accounts[domain];
            account.Refill(time);
            var elapsed = time.GetElapsedTime(account.Began).TotalSeconds;
            return new Tally(domain, account.Rate, elapsed, account.Size + (account.Rate * elapsed), account.Charged, account.Level, account.Calls, account.Refused);
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string domain, HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        var requested = LoadDocuments.CostOf(body.RootElement.GetProperty("query").GetString()!);
        var (account, actual, pause) = (accounts[domain], 0, 0);
        lock (gate)
        {
            account.Refill(time);
            if (account.Level < requested)
            {
                account.Refused++;
                return Results.Json(new { errors = new[] { new { message = "Throttled", extensions = new { code = "THROTTLED" } } }, extensions = Cost(requested, null, account) });
            }

            account.Level -= requested;
            (actual, pause) = (random.Next(Math.Max(1, requested / 5), requested + 1), random.Next(20, 80));
        }

        await Task.Delay(TimeSpan.FromMilliseconds(pause), time);
        lock (gate)
        {
            account.Refill(time);
            account.Level = Math.Min(account.Size, account.Level + requested - actual);
            (account.Charged, account.Calls) = (account.Charged + actual, account.Calls + 1);
            return Results.Json(new { data = new { done = true }, extensions = Cost(requested, actual, account) });
        }
    }

    private static object Cost(int requested, int? actual, Account account) => new
    {
        cost = new
        {
            requestedQueryCost = requested,
            actualQueryCost = actual,
            throttleStatus = new { maximumAvailable = account.Size, currentlyAvailable = Math.Floor(account.Level), restoreRate = account.Rate },
        },
    };

    /// <summary>One shop's window. Refused calls were overdrawn: the limiter let them go too early.</summary>
    internal sealed record Tally(string Domain, double Rate, double Seconds, double Budget, double Charged, double Left, int Calls, int Refused)
    {
        public double Used => Charged / Budget;
    }

    private sealed class Account(double rate)
    {
        private long asOf;

        public double Rate => rate;

        public double Size => rate * MeteredShop.Seconds;

        public double Level { get; set; }

        public double Charged { get; set; }

        public int Calls { get; set; }

        public int Refused { get; set; }

        public long Began { get; private set; }

        public void Begin(long now) => (asOf, Began, Level, Charged, Calls, Refused) = (now, now, Size, 0, 0, 0);

        public void Refill(TimeProvider time)
        {
            Level = Math.Min(Size, Level + (rate * time.GetElapsedTime(asOf).TotalSeconds));
            asOf = time.GetTimestamp();
        }
    }
}
