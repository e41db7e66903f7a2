using Commerce.Batches;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Publishing;
using Commerce.Stores;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Tests.Webhooks;

/// <summary>A shop that leaves and one that comes back. Checklist 19.</summary>
public sealed class UninstallTests : ShopFixture
{
    [SetUp]
    public async Task InstalledAsync()
    {
        if ((await StoreAsync()).Status == StoreStatus.Uninstalled)
        {
            await InstallAsync();
        }
    }

    [Test]
    public async Task Item19_Uninstall_ends_every_row_gives_its_credits_back_and_takes_the_jobs_out()
    {
        var before = await LedgerAsync();
        var product = await AddMediaAsync(pictures: 2);
        var batchId = await ReadAsync(context => context.Batches.OrderByDescending(batch => batch.Id).Select(batch => batch.Id).FirstAsync());
        var leased = await LeaseOneAsync(batchId);
        var runId = await PublishAsync(product);
        await Work.RunAsync(StoreId, services => services.GetRequiredService<Wake>().NowAsync(StoreId, CancellationToken.None));
        Assert.That((await LedgerAsync()).Held, Is.GreaterThan(0), "there is something to give back");

        await RemoveAppAsync();
        await TellAsync("app/uninstalled");

        var after = await LedgerAsync();
        var store = await StoreAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((after.Held, after.Available, after.Balanced), Is.EqualTo((0L, before.Available + before.Held, true)));
            Assert.That(await ReadAsync(context => context.Generations.CountAsync(row => row.DueAt != null)), Is.Zero);
            Assert.That(await ReadAsync(context => context.Generations.Where(row => row.Id == leased).Select(row => row.State).SingleAsync()), Is.EqualTo(GenerationState.Cancelled));
            Assert.That(await ReadAsync(context => context.Batches.Where(row => row.Id == batchId).Select(row => row.State).SingleAsync()), Is.EqualTo(BatchState.Cancelled));
            Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Failed));
            Assert.That((await OfRunAsync(runId)).Message, Is.EqualTo("The app was uninstalled."));
            Assert.That(await ReadAsync(context => context.StoreTokens.CountAsync()), Is.Zero);
            Assert.That(await ReadAsync(context => context.StoreDirectory.Where(route => route.StoreId == StoreId).Select(route => route.Active).SingleAsync()), Is.False);
            Assert.That((store.Status, store.UninstalledAt), Is.EqualTo((StoreStatus.Uninstalled, (DateTimeOffset?)Clock.GetUtcNow())));
            Assert.That(await JobsAsync(), Is.Empty);
        });
    }

    [Test]
    public async Task Uninstall_works_twice_and_without_a_session()
    {
        await RemoveAppAsync();
        await TellAsync("app/uninstalled");
        var first = await StoreAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));

        // The second one finds neither token nor anything else to end.
        await Work.RunAsync(StoreId, services => services.GetServices<IWebhookEffect>().OfType<UninstallEffect>().Single().ApplyAsync(
            new WebhookDelivery(StoreId, "app/uninstalled", "again", null, Clock.GetUtcNow(), default), CancellationToken.None));
        Assert.That((await StoreAsync()).UninstalledAt, Is.EqualTo(first.UninstalledAt));
    }

    [Test]
    public async Task A_message_of_uninstall_is_not_believed_while_our_access_works()
    {
        var entry = await TellAsync("app/uninstalled");
        Assert.Multiple(async () =>
        {
            Assert.That(entry!.State, Is.EqualTo(InboxState.Applied));
            Assert.That((await StoreAsync()).Status, Is.EqualTo(StoreStatus.Active));
            Assert.That(await ReadAsync(context => context.StoreTokens.CountAsync()), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Item19_An_uninstall_that_arrives_a_day_after_the_shop_came_back_is_ignored()
    {
        var left = Clock.GetUtcNow();
        await RemoveAppAsync();
        await TellAsync("app/uninstalled", left);
        Clock.Advance(TimeSpan.FromHours(1));
        await InstallAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        await TellAsync("app/uninstalled", left);
        Assert.That((await StoreAsync()).Status, Is.EqualTo(StoreStatus.Active));
    }

    [Test]
    public async Task A_shop_that_cannot_be_asked_is_asked_again_and_keeps_everything_until_then()
    {
        await FaultAsync("5xx", times: 50);
        var entry = await TellAsync("app/uninstalled");
        Assert.That((entry!.State, (await StoreAsync()).Status), Is.EqualTo((InboxState.Waiting, StoreStatus.Active)));
        await BehaveAgainAsync();
        await RemoveAppAsync();
        Clock.MoveTo(entry.DueAt!.Value);
        await TurnAsync();
        Assert.That((await StoreAsync()).Status, Is.EqualTo(StoreStatus.Uninstalled));
    }

    [Test]
    public async Task A_scope_that_was_taken_back_refuses_publishing_in_words_until_it_is_there_again()
    {
        var product = await AddMediaAsync(pictures: 1);
        await TellAsync("app/scopes_update", body: new { current = new[] { "read_products", "write_files" } });
        Assert.That(await PublishAsync(product), Is.Null);
        var plan = await Work.RunAsync(StoreId, services => services.GetRequiredService<PublicationPlanner>().PlanAsync(
            new PublicationRequest(product.Assets, Placement.End, new Dictionary<Guid, string>(), "test"), CancellationToken.None));
        Assert.That(plan.LeftOut.Single().Reason, Does.Contain("taken back a permission").And.Contain("write_products"));

        Clock.Advance(TimeSpan.FromSeconds(1));
        await TellAsync("app/scopes_update", body: new { current = new[] { "read_products", "write_products", "read_files", "write_files" } });
        Assert.That(await PublishAsync(product), Is.Not.Null);
    }

    private async Task<Guid> LeaseOneAsync(Guid batchId)
    {
        // A row that a worker holds at this very moment.
        var id = await ReadAsync(context => context.Generations.Where(row => row.BatchId == batchId).Select(row => row.Id).FirstAsync());
        await ReadAsync(context => context.Generations.Where(row => row.Id == id).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.State, GenerationState.Waiting).SetProperty(one => one.LeaseOwner, "busy").SetProperty(one => one.LeaseUntil, Clock.GetUtcNow().AddMinutes(1))));
        return id;
    }

    private Task<LedgerCheck> LedgerAsync() => ReadAsync(context => LedgerCheck.RunAsync(context, CancellationToken.None));

    private async Task<List<string>> JobsAsync()
    {
        await using var scope = NewScope();
        var scheduler = await scope.ServiceProvider.GetRequiredService<ISchedulerFactory>().GetScheduler();
        return [.. (await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals($"{StoreJobs.StoreGroup}{StoreId}"))).Select(key => key.Name).Where(name => name != nameof(WebhookJob))];
    }
}
