using System.Text.Json.Nodes;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Tests.Infrastructure;
using Commerce.Tests.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Billing;

/// <summary>Billing against the sandbox's charges, with a shop of its own for each test.</summary>
public abstract class BillingFixture : SandboxFixture
{
    private int shops;

    internal CrashPoints Crash { get; } = new();

    protected virtual string Source => "BillingApi";

    protected string Domain { get; private set; } = "";

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Shopify:AdminOrigin"] = Sandbox.Url,
        ["Shopify:AppPricing:AppId"] = "gid://shopify/App/1",
        ["Shopify:AppPricing:AppHandle"] = "commerce-studio",
        ["Shopify:AppPricing:PartnerEndpoint"] = $"{Sandbox.Url}/partners/graphql.json",
        ["Shopify:AppPricing:PartnerToken"] = SandboxServer.ClientSecret,
        ["Shopify:AppPricing:BearerEndpoint"] = $"{Sandbox.Url}/app-events/access_token",
        ["Shopify:AppPricing:EventsEndpoint"] = $"{Sandbox.Url}/app-events/events",
        ["Billing:Source"] = Source,
        ["Plans:WelcomeCredits"] = "30",
    };

    [SetUp]
    public async Task OpenShopAsync()
    {
        // The sandbox lives by the machine's clock; ours starts where that is.
        Clock.MoveTo(TimeProvider.System.GetUtcNow());
        Domain = $"shop-{++shops}.myshopify.com";
        await Sandbox.PostAsync("control/shops", new { domain = Domain, name = "A shop", plan = "Basic", currency = "EUR", products = Array.Empty<object>() });
        // A minute behind, as if this machine's clock ran ahead of Shopify's: events must not lie before their cycle.
        await ControlAsync("advance", new { hours = (Clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalHours - (1 / 60d) });
        await InstallAsync();
    }

    protected Task InstallAsync() => InstallAsync(Domain);

    protected Task<Uri> SubscribeAsync(string plan) => AskAsync(scope => scope.GetRequiredService<Approvals>().SubscribeAsync(plan, "staff 901", CancellationToken.None));

    protected Task<Uri> BuyAsync(string pack) => AskAsync(scope => scope.GetRequiredService<Approvals>().BuyAsync(pack, "staff 901", CancellationToken.None));

    protected Task LookAsync() => RunAsync(async scope =>
    {
        await scope.GetRequiredService<Commerce.Billing.Reconciliation>().RunAsync(CancellationToken.None);
        return true;
    });

    /// <summary>Asks for a plan, approves it, and looks.</summary>
    protected async Task TakeAsync(string plan)
    {
        await SubscribeAsync(plan);
        await ControlAsync("approve");
        await LookAsync();
    }

    /// <summary>The same without a trial: it is over already.</summary>
    protected async Task TakePaidAsync(string plan)
    {
        await TakeAsync(plan);
        await PassAsync(TimeSpan.FromDays(7.5));
        await LookAsync();
    }

    protected Task FundAsync(string key, long needed, long agreed) => RunAsync(async scope =>
    {
        await scope.GetRequiredService<Funding>().PrepareAsync(key, needed, agreed, "staff 901", CancellationToken.None);
        return true;
    });

    protected Task ControlAsync(string op, object? more = null) => Sandbox.PostAsync($"control/shops/{Domain}/billing", Merge(op, more));

    protected Task FaultAsync(string kind, string match) => Sandbox.PostAsync("control/faults", new { kind, match, times = 1, shop = Domain });

    /// <summary>Lets time pass here and at Shopify.</summary>
    protected async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await ControlAsync("advance", new { hours = time.TotalHours });
    }

    protected async Task<JsonNode> ShopifyAsync() => JsonNode.Parse(await Sandbox.Control.GetStringAsync($"control/shops/{Domain}/billing"))!;

    protected Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work) => Work.RunAsync(StoreId, work);

    protected Task<Subscription> SubscriptionAsync() => ReadAsync(context => context.Subscriptions.AsNoTracking().SingleAsync());

    protected Task<Charge> LatestAsync() => ReadAsync(context => context.Charges.AsNoTracking().OrderByDescending(charge => charge.CreatedAt).ThenByDescending(charge => charge.Id).FirstAsync());

    protected Task<long> AvailableAsync() => ReadAsync(context => context.Balances.Select(balance => balance.Available).SingleAsync());

    protected Task<Standing> StandingAsync() => RunAsync(scope => scope.GetRequiredService<Standings>().ReadAsync(CancellationToken.None));

    [TearDown]
    public async Task TheLedgerAddsUp()
    {
        Crash.Disarm();
        var check = await ReadAsync(context => LedgerCheck.RunAsync(context, CancellationToken.None));
        Assert.That(check.Faults, Is.Empty);
    }

    // Nothing happens at the same moment, as in life.
    private Task<Uri> AskAsync(Func<IServiceProvider, Task<Uri>> ask)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return RunAsync(ask);
    }

    private static JsonObject Merge(string op, object? more)
    {
        var body = more is null ? [] : System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject();
        body["op"] = op;
        return body;
    }

    protected override void Extend(IServiceCollection collection)
    {
        collection.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(Crash.Handler));
        collection.ConfigureDbContext<CommerceContext>(options => options.AddInterceptors(Crash));
    }
}
