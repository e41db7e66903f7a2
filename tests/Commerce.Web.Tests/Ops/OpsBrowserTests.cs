using Commerce.Alerts;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Ops;

/// <summary>The operators' pages and the owner's credits with much on them, in a browser.</summary>
public sealed class OpsBrowserTests : StudioBrowserFixture
{
    private SeededStore store = null!;

    protected override Dictionary<string, string> Settings => new() { ["Operators:Shops:0"] = "outdoor-goods.myshopify.com" };

    protected override async Task SeedAsync()
    {
        store = await Seeds.AddStoreAsync("outdoor-goods.myshopify.com", "Outdoor Goods");
        var busy = await Seeds.AddStoreAsync("ceramics-from-the-north.myshopify.com", "Ceramics from the North");
        var products = new List<SeededProduct>();
        foreach (var title in (string[])["Wanderer Black Hiking Boots", "Explorer 45L Backpack", "Stellar Duffle Bag"])
        {
            products.Add(await Seeds.AddProductAsync(store, title));
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await Media.StartBatchAsync(store, products, "Spring pictures");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Media.DeliverAsync(store, done, most: 2);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Media.FailAsync(store, done, "refused", "The provider refused the picture because it shows a trademark.");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Media.StartBatchAsync(store, [products[0]], "Evening run");
        await Media.StartBatchAsync(busy, [await Seeds.AddProductAsync(busy, "Jug"), await Seeds.AddProductAsync(busy, "Bowl")], "Long night");
        await Work.RunAsync(busy.Id, services => services.GetRequiredService<CommerceContext>().Generations.Where(row => row.RowNumber == 1).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.State, GenerationState.Uncertain).SetProperty(one => one.StartedAt, Clock.GetUtcNow().AddHours(-2)).SetProperty(one => one.Attempt, 2)));
        await Work.RunAsync(store.Id, services => OperateAsync(services, busy));
        Clock.Advance(TimeSpan.FromMinutes(7));
    }

    [TestCase(1440, 900)]
    [TestCase(390, 844)]
    public async Task Every_page_fits_its_window(int width, int height)
    {
        await OpenAsync(width, height);
        foreach (var (path, name) in new[]
        {
            ("/ops", "ops"), ("/ops/stuck", "ops-stuck"), ("/ops/stores", "ops-stores"), ($"/ops/stores?store={store.Id}", "ops-ledger"), ("/ops/prices", "ops-prices"),
            ("/ops/webhooks", "ops-webhooks"), ("/ops/jobs", "ops-jobs"), ("/credits", "credits"), ("/credits?from=2026-01-01&kind=capture", "credits-narrow"),
        })
        {
            await GoAsync(store, path);
            await PictureAsync($"{name}-{width}");
            Assert.That(await SidewaysAsync(), Is.Zero, name);
        }

        Assert.That(Errors, Is.Empty);
    }

    private async Task OperateAsync(IServiceProvider services, SeededStore busy)
    {
        var (context, now) = (services.GetRequiredService<CommerceContext>(), Clock.GetUtcNow());
        await services.GetRequiredService<AlertLog>().RaiseAsync(AlertCodes.LedgerUnbalanced, busy.Id.ToString(), CancellationToken.None);
        await services.GetRequiredService<AlertLog>().RaiseAsync(AlertCodes.ProviderSilent, "clouds", CancellationToken.None);
        await services.GetRequiredService<PriceTable>().ChangeAsync("video", "local", 5, 6, "staff 901, outdoor-goods.myshopify.com", CancellationToken.None);
        await services.GetRequiredService<Ledger>().CorrectAsync("operator:test", 25, "Counted twice in March", "staff 901, outdoor-goods.myshopify.com", CancellationToken.None);
        await services.GetRequiredService<Budgets>().SetDailyAsync(50, "staff 901", CancellationToken.None);
        await services.GetRequiredService<LowBalance>().SetThresholdAsync(200, "staff 901", CancellationToken.None);
        context.Set<Worker>().Add(new Worker { Id = "worker-7f3a", StartedAt = now, SeenAt = now.AddMinutes(7), Lanes = 12, Busy = 3 });
        context.Set<Worker>().Add(new Worker { Id = "worker-19bc", StartedAt = now, SeenAt = now, Lanes = 12, Busy = 0 });
        context.ProviderCircuits.Add(new ProviderCircuit { Provider = "clouds", Failures = 10, OpenedAt = now, ProbeAt = now.AddMinutes(8) });
        context.WebhookInbox.Add(new InboxEntry
        {
            StoreId = store.Id, Id = Guid.CreateVersion7(now), WebhookId = "given-up", Topic = "products/update", ApiVersion = "2026-10", TriggeredAt = now, ReceivedAt = now,
            State = InboxState.Failed, Attempt = 10, Message = "The shop could not be reached.", Body = "{}",
        });
        await context.SaveChangesAsync();
    }
}
