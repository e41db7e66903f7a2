using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Webhooks;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Webhooks;

/// <summary>The sandbox delivers over the wire, and misbehaves as a network and a day's delay would: one effect, or a refusal.</summary>
[Category("Database")]
public sealed class MischiefTests : IAsyncDisposable
{
    private readonly ProcessGroup group = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commerce-mischief-");
    private readonly TestClock clock = new();
    private TestDatabase database = null!;
    private StudioHost host = null!;
    private HttpClient control = null!;
    private SeededStore store = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        var app = new Uri($"http://127.0.0.1:{FreePort.Any()}/");
        host = new StudioHost(database, folder.FullName, new ThrowsOnUnexpected(), clock);
        host.UseKestrel(app.Port);
        host.StartServer();
        store = await new StoreSeeds(host.Services.GetRequiredService<StoreWork>(), clock).AddStoreAsync("mischief.myshopify.com", "Mischief");
        var sandbox = await SandboxProcess.StartAsync(
            group, new SandboxOptions(Checkout.Find(), FreePort.Any(), Path.Combine(folder.FullName, "sandbox"), StudioHost.ApiSecret, app, Path.Combine(folder.FullName, "sandbox.log")), CancellationToken.None);
        control = new HttpClient { BaseAddress = sandbox.Address };
        await PostAsync("control/shops", new { domain = store.Shop, name = store.Name, products = Array.Empty<object>() });
    }

    // The test runner disposes the fixture after its last test.
    public async ValueTask DisposeAsync()
    {
        control?.Dispose();
        await group.DisposeAsync();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    [SetUp]
    public Task EmptyAsync() => InStoreAsync(async context =>
    {
        await context.WebhookInbox.ExecuteDeleteAsync();
        await context.Stores.ExecuteUpdateAsync(row => row.SetProperty(one => one.Scopes, "none").SetProperty(one => one.ScopesAt, (DateTimeOffset?)null));
        return true;
    });

    [Test]
    public async Task Item15_Ten_copies_at_once_are_one_effect()
    {
        await PostAsync("control/webhooks", new { kind = "repeat", value = 10 });
        var delivery = await SettledAsync(await TellAsync(1, "read_products"));
        Assert.That(Statuses(delivery), Has.Count.EqualTo(10).And.All.EqualTo(200));
        Assert.That(await ApplyAsync(), Is.EqualTo((1, "read_products")));
    }

    [Test]
    public async Task Item15_Shuffled_deliveries_end_in_the_newest_state()
    {
        await PostAsync("control/webhooks", new { kind = "shuffle", value = 5, times = 5 });
        var ids = new List<string>();
        for (var minute = 1; minute <= 5; minute++)
        {
            ids.Add(await TellAsync(minute, $"scope_{minute}"));
        }

        foreach (var id in ids)
        {
            await SettledAsync(id);
        }

        Assert.That(await ApplyAsync(), Is.EqualTo((5, "scope_5")));
    }

    [Test]
    public async Task Item15_A_delivery_that_is_a_day_late_changes_nothing_newer()
    {
        await SettledAsync(await TellAsync(24 * 60, "new"));
        await ApplyAsync();
        await SettledAsync(await TellAsync(1, "old"));
        Assert.That(await ApplyAsync(), Is.EqualTo((2, "new")));
    }

    [Test]
    public async Task Item14_A_body_that_was_changed_on_the_way_is_refused_and_leaves_nothing()
    {
        await PostAsync("control/webhooks", new { kind = "tamper" });
        var id = await TellAsync(1, "evil");
        var delivery = await UntilAsync(id, one => Statuses(one).Count > 0);
        Assert.That(Statuses(delivery)[0], Is.EqualTo((int)HttpStatusCode.Unauthorized));
        Assert.That(await ApplyAsync(), Is.EqualTo((0, "none")));
    }

    private async Task<string> TellAsync(int minute, params string[] scopes)
    {
        var at = clock.GetUtcNow().AddMinutes(minute).ToString("O", CultureInfo.InvariantCulture);
        return (string)(await PostAsync($"control/shops/{store.Shop}/webhooks", new { topic = "app/scopes_update", triggeredAt = at, body = new { current = scopes } }))["id"]!;
    }

    private Task<JsonNode> SettledAsync(string id) => UntilAsync(id, delivery => (string)delivery["state"]! == "delivered");

    private async Task<JsonNode> UntilAsync(string id, Func<JsonNode, bool> fits)
    {
        while (true)
        {
            var answer = JsonNode.Parse(await control.GetStringAsync("control/webhooks"))!;
            var delivery = answer["deliveries"]!.AsArray().Single(one => (string)one!["id"]! == id)!;
            if (fits(delivery))
            {
                return delivery;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Works the inbox off. How many deliveries were kept, and the scopes the store has in the end.</summary>
    private async Task<(int Kept, string Scopes)> ApplyAsync()
    {
        await host.Services.GetRequiredService<WebhookTurn>().RunAsync(store.Id, clock.GetUtcNow().AddMinutes(1), CancellationToken.None);
        return await InStoreAsync(async context => (await context.WebhookInbox.CountAsync(), await context.Stores.Select(row => row.Scopes).SingleAsync()));
    }

    private Task<T> InStoreAsync<T>(Func<CommerceContext, Task<T>> read) =>
        host.Services.GetRequiredService<StoreWork>().RunAsync(store.Id, services => read(services.GetRequiredService<CommerceContext>()));

    private static List<int> Statuses(JsonNode delivery) => [.. delivery["statuses"]!.AsArray().Select(status => (int)status!)];

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var answer = await control.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, Is.True, text);
        return JsonNode.Parse(text)!;
    }
}
