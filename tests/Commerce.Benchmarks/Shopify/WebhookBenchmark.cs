using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Commerce.Benchmarks.Frame;
using Commerce.Shopify.Signatures;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Shopify;

/// <summary>
/// Signed deliveries to the real app over the wire, as many a second as the goal says whether or not the ones before were
/// answered, while a worker applies them and others keep the job engine's tables busy. Every answer counts from the moment
/// its delivery was due, so that a stall shows in all that wait behind it.
/// </summary>
internal sealed class WebhookBenchmark : Benchmark
{
    private const int PerSecond = 200;
    private const int Seconds = 30;
    private const int Stores = 40;
    private const int BodyBytes = 4096;
    private const double GoalMilliseconds = 300;

    public override string Bench => "shopify";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var database = await world.DatabaseAsync(ct);
        var shops = Enumerable.Range(1, Stores).Select(number => $"webhooks-{number}.myshopify.com").ToList();
        await StoreRows.AddAsync(database.Owner, shops, world.Time.GetUtcNow(), ct);
        await using var group = new ProcessGroup();
        var app = await StartAppAsync(world, group, database, ct);
        using var client = new HttpClient { BaseAddress = app.Address };

        world.Say($"{PerSecond} deliveries a second for {Seconds} seconds from {Stores} shops, the job store under load");
        await SendAsync(client, world, shops, PerSecond, ct);
        using var load = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var busy = Enumerable.Range(0, 2).Select(_ => LoadJobStoreAsync(database.Jobs, load.Token)).ToArray();
        var answers = await SendAsync(client, world, shops, PerSecond * Seconds, ct);
        await load.CancelAsync();
        var rounds = (await Task.WhenAll(busy)).Sum();

        await world.KeepAsync("webhooks", answers.Select(answer => new { answer.Status, answer.Milliseconds }), ct);
        var times = answers.Select(answer => answer.Milliseconds).Order().ToList();
        yield return Figure.AtMost(Bench, "webhook-answer-p99", times[(int)(times.Count * 0.99)], "ms", GoalMilliseconds);
        yield return new Figure(Bench, "webhook-answer-p50", times[times.Count / 2], "ms", null, null, true);
        yield return new Figure(Bench, "webhook-answer-longest", times[^1], "ms", 5000, null, times[^1] <= 5000);
        yield return Figure.AtMost(Bench, "webhook-not-taken", answers.Count(answer => answer.Status != (int)HttpStatusCode.OK), "deliveries", 0);
        yield return Figure.AtMost(Bench, "webhook-lost", (PerSecond * (Seconds + 1)) - await KeptAsync(database.Owner, ct), "deliveries", 0);
        yield return new Figure(Bench, "webhook-job-store-rounds", (double)rounds / Seconds, "transactions/s", null, null, true);
    }

    private static async Task<AppProcess> StartAppAsync(BenchWorld world, ProcessGroup group, TestDatabase database, CancellationToken ct)
    {
        var options = new AppOptions(
            world.Checkout, FreePort.Any(), new DatabaseConnections(database.Owner, database.Roles), world.Secrets, new Uri("http://127.0.0.1:9/"),
            Path.Combine(world.Folder, "files"), Path.Combine(world.Folder, "web.log")) { Role = "web" };
        var app = await AppProcess.StartAsync(group, options, ct);
        await AppProcess.StartAsync(group, options with { Role = "worker", Port = FreePort.Any(), LogFile = Path.Combine(world.Folder, "worker.log") }, ct);
        return app;
    }

    private static async Task<IReadOnlyCollection<(int Status, double Milliseconds)>> SendAsync(HttpClient client, BenchWorld world, List<string> shops, int count, CancellationToken ct)
    {
        var answers = new ConcurrentBag<(int, double)>();
        var under = new List<Task>(count);
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / PerSecond);
            if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, world.Time, ct);
            }

            under.Add(DeliverAsync(client, Delivery(shops[number % shops.Count], number, world), start, due, answers, ct));
        }

        await Task.WhenAll(under);
        return answers;
    }

    private static async Task DeliverAsync(HttpClient client, HttpRequestMessage request, long start, TimeSpan due, ConcurrentBag<(int, double)> answers, CancellationToken ct)
    {
        using (request)
        using (var answer = await client.SendAsync(request, ct))
        {
            answers.Add(((int)answer.StatusCode, (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds));
        }
    }

    private static HttpRequestMessage Delivery(string shop, int number, BenchWorld world)
    {
        var now = world.Time.GetUtcNow();
        var body = Encoding.UTF8.GetBytes($$"""{"current":["read_products","write_products"],"number":{{number}},"padding":"{{new string('x', BodyBytes)}}"}""");
        var request = new HttpRequestMessage(HttpMethod.Post, "webhooks") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Hmac-Sha256", BodySignature.Sign(body, world.Secrets.ShopifyApiSecret));
        request.Headers.Add("X-Shopify-Topic", "app/scopes_update");
        request.Headers.Add("X-Shopify-Shop-Domain", shop);
        request.Headers.Add("X-Shopify-API-Version", "2026-10");
        request.Headers.Add("X-Shopify-Webhook-Id", Guid.CreateVersion7(now).ToString());
        request.Headers.Add("X-Shopify-Triggered-At", now.ToString("O", CultureInfo.InvariantCulture));
        return request;
    }

    // What the engine does all day, as fast as it goes: take its cluster lock, look for work, write.
    private static async Task<long> LoadJobStoreAsync(string jobs, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(jobs);
        var rounds = 0L;
        try
        {
            while (true)
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                await using var transaction = await connection.BeginTransactionAsync(ct);
                await using var work = new NpgsqlCommand(
                    """
                    select lock_name from jobs.qrtz_locks where lock_name = 'TRIGGER_ACCESS' for update;
                    select count(*) from jobs.qrtz_triggers;
                    update jobs.qrtz_triggers set priority = priority;
                    """, connection);
                await work.ExecuteNonQueryAsync(ct);
                await transaction.CommitAsync(ct);
                rounds++;
            }
        }
        catch (OperationCanceledException)
        {
            return rounds;
        }
    }

    private static async Task<double> KeptAsync(string owner, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand("select count(*)::float8 from webhook_inbox");
        return (double)(await command.ExecuteScalarAsync(ct))!;
    }
}
