using Commerce.Data;
using Commerce.Jobs;
using Commerce.Library.Storage;
using Commerce.Retention;
using Commerce.Stores;
using Commerce.Tests.Webhooks;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Retention;

/// <summary>After shop/redact nothing of the shop is left, and before it nothing may go. Checklist 18 and 19.</summary>
public sealed class ErasureTests : ShopFixture
{
    [SetUp]
    public async Task InstalledAsync()
    {
        if (!await ReadAsync(context => context.StoreTokens.AnyAsync()))
        {
            await InstallAsync();
            await Work.RunAsync(StoreId, services => services.GetRequiredService<Commerce.Catalogue.CatalogueSync>().RunAsync(CancellationToken.None));
        }
    }

    [Test]
    public async Task Item18_After_shop_redact_no_row_object_or_job_holds_the_shop_and_a_count_is_kept()
    {
        await FillAsync();
        var storeId = StoreId;
        await OwnerAsync($"insert into limit_changes (id, shop, places_after, changed_by, changed_at) values (gen_random_uuid(), '{Domain}', 2, 'an operator', now())");
        var rows = await HoldingAsync($"{storeId}", Domain);
        Assert.That(rows.Keys, Is.SupersetOf(new[] { "public.stores", "public.store_directory", "public.products", "public.entries", "public.webhook_inbox", "public.limit_changes", "jobs.qrtz_job_details" }), "there is a lot to erase");

        var products = await ReadAsync(context => context.Products.CountAsync());

        await LeaveAsync();
        Clock.Advance(TimeSpan.FromHours(48));
        await TellAsync(Compliance.ShopRedact);
        await EraseAsync();

        var left = await HoldingAsync($"{storeId}", Domain);
        var report = await ReportAsync(Compliance.ShopRedact);
        Assert.Multiple(async () =>
        {
            Assert.That(left, Is.Empty, "tables that still hold the store's id or the shop's name");
            Assert.That(await KeysAsync(storeId), Is.Empty);
            Assert.That((report.Outcome, report.SubjectId, report.FinishedAt), Is.EqualTo(("Erased.", (Guid?)null, (DateTimeOffset?)Clock.GetUtcNow())));
            Assert.That(report.Counts!["entries"], Is.GreaterThan(0));
            Assert.That(report.Counts!["products"], Is.EqualTo(products).And.GreaterThan(0));
            Assert.That(report.Counts!["objects"], Is.GreaterThan(0));
            Assert.That(report.Counts!["jobs"], Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task Item18_Other_stores_keep_every_row()
    {
        var neighbour = await NeighbourAsync();
        var before = await HoldingAsync($"{neighbour}");
        await LeaveAsync();
        await TellAsync(Compliance.ShopRedact);
        await EraseAsync();
        Assert.That(await HoldingAsync($"{neighbour}"), Is.EqualTo(before).And.Not.Empty);
    }

    [Test]
    public async Task Item19_A_redact_that_comes_after_the_shop_came_back_erases_nothing()
    {
        await LeaveAsync();
        var asked = Clock.GetUtcNow().AddHours(47);
        Clock.Advance(TimeSpan.FromHours(40));
        await InstallAsync();
        Clock.Advance(TimeSpan.FromDays(2));
        await TellAsync(Compliance.ShopRedact, asked);
        await EraseAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((await StoreAsync()).Status, Is.EqualTo(StoreStatus.Active));
            Assert.That(await ReadAsync(context => context.Products.CountAsync()), Is.GreaterThan(0));
            Assert.That((await ReportAsync(Compliance.ShopRedact)).Outcome, Does.StartWith("Kept"));
        });
    }

    [Test]
    public async Task Item19_A_shop_that_comes_back_between_the_order_and_the_erasure_keeps_everything()
    {
        await LeaveAsync();
        await TellAsync(Compliance.ShopRedact);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await InstallAsync();
        await EraseAsync();
        Assert.That((await StoreAsync()).Status, Is.EqualTo(StoreStatus.Active));
        Assert.That((await ReportAsync(Compliance.ShopRedact)).Outcome, Does.StartWith("Kept"));
    }

    [Test]
    public async Task Item19_An_install_during_the_erasure_gets_a_store_of_its_own_which_survives()
    {
        var old = StoreId;
        await FillAsync();
        await LeaveAsync();
        await TellAsync(Compliance.ShopRedact);

        // A job of the store still runs: the shop's name is off the store, and everything else waits.
        await OwnerAsync($"insert into jobs.qrtz_fired_triggers select (jsonb_populate_record(null::jobs.qrtz_fired_triggers, '{RunningJob(old)}')).*");
        await EraseAsync();
        Assert.That((await ReportAsync(Compliance.ShopRedact)).FinishedAt, Is.Null);
        Assert.That(await ReadAsync(context => context.StoreDirectory.CountAsync(route => route.StoreId == old)), Is.Zero);
        await InstallAsync();
        await OwnerAsync("delete from jobs.qrtz_fired_triggers where entry_id = 'still-running'");
        await EraseAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(StoreId, Is.Not.EqualTo(old));
            Assert.That((await StoreAsync()).Status, Is.EqualTo(StoreStatus.Active));
            Assert.That(await HoldingAsync($"{old}"), Is.Empty);
        });
    }

    [Test]
    public async Task A_redact_for_a_shop_whose_uninstall_was_lost_is_believed_when_shopify_confirms_it()
    {
        await TellAsync(Compliance.ShopRedact);
        Assert.That((await ReportAsync(Compliance.ShopRedact)).Outcome, Does.StartWith("Kept"), "our access works");
        await RemoveAppAsync();
        var old = StoreId;
        await TellAsync(Compliance.ShopRedact);
        await EraseAsync();
        Assert.That(await HoldingAsync($"{old}"), Is.Empty);
    }

    [Test]
    public async Task Requests_about_customers_are_recorded_and_answered_by_the_fact_that_we_hold_none()
    {
        await TellAsync(Compliance.DataRequest, body: new { shop_domain = Domain, customer = new { email = "shopper@example.com" } });
        await TellAsync(Compliance.CustomerRedact, body: new { shop_domain = Domain, customer = new { email = "shopper@example.com" } });
        Assert.Multiple(async () =>
        {
            Assert.That((await ReportAsync(Compliance.DataRequest)).Outcome, Is.EqualTo("We hold no customer data."));
            Assert.That((await ReportAsync(Compliance.CustomerRedact)).FinishedAt, Is.Not.Null);
            Assert.That(await HoldingAsync("shopper@example.com"), Is.Empty, "not even the request's own customer stays");
        });
    }

    [Test]
    public async Task Rows_of_a_store_that_is_installed_cannot_be_erased_nor_those_of_another_store()
    {
        var neighbour = await NeighbourAsync();
        await ReadAsync(async context =>
        {
            await Assert.ThatAsync(() => context.Database.ExecuteSqlAsync($"select erase_rows('entries'::regclass, {StoreId}, 10)"), Throws.InstanceOf<PostgresException>());
            await Assert.ThatAsync(() => context.Database.ExecuteSqlAsync($"select erase_rows('entries'::regclass, {neighbour}, 10)"), Throws.InstanceOf<PostgresException>());
            await Assert.ThatAsync(() => context.Database.ExecuteSqlAsync($"select erase_rows('prices'::regclass, {StoreId}, 10)"), Throws.InstanceOf<PostgresException>());
            return true;
        });
    }

    [Test]
    public void Tables_that_point_at_others_are_emptied_before_them()
    {
        var order = TenantTables.Order(["stores", "a", "b", "c"], [new("b", "a"), new("c", "b"), new("a", "stores")]);
        Assert.That(order, Is.EqualTo(new[] { "c", "b", "a", "stores" }));
        Assert.That(() => TenantTables.Order(["a", "b"], [new("a", "b"), new("b", "a")]), Throws.InvalidOperationException);
    }

    // Something in as many tables as the product writes by itself.
    private async Task FillAsync()
    {
        var product = await AddMediaAsync(pictures: 2);
        await PublishAsync(product);
        await DrainAsync();
        await TellAsync("app/scopes_update", body: new { current = new[] { "read_products", "write_products", "read_files", "write_files" } });
        await Work.RunAsync(StoreId, services => services.GetRequiredService<StoreJobs>().StartAsync<Commerce.Catalogue.CatalogueSyncJob>(StoreId, CancellationToken.None));
    }

    private async Task LeaveAsync()
    {
        await RemoveAppAsync();
        await TellAsync("app/uninstalled");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Work.RunAsync(StoreId, services => services.GetRequiredService<StoreJobs>().StartAsync<WebhookJob>(StoreId, CancellationToken.None));
    }

    private async Task EraseAsync()
    {
        await using var scope = NewScope();
        await ActivatorUtilities.CreateInstance<ErasureJob>(scope.ServiceProvider).Execute(null!);
    }

    private async Task<Guid> NeighbourAsync()
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        await Work.RunAsync(id, async services =>
        {
            var context = services.GetRequiredService<CommerceContext>();
            context.StoreDirectory.Add(new StoreRoute { StoreId = id, ShopDomain = $"{id:N}.myshopify.com" });
            context.Stores.Add(new Store { Id = id, ShopDomain = $"{id:N}.myshopify.com", Name = "Next door", InstalledAt = Clock.GetUtcNow() });
            await context.SaveChangesAsync();
            await context.Database.ExecuteSqlAsync($"insert into balances (store_id) values ({id})");
            await services.GetRequiredService<Commerce.Credits.Ledger>().GrantAsync("welcome", 10, "Welcome", CancellationToken.None);
        });
        return id;
    }

    private static string RunningJob(Guid storeId) =>
        $$"""{"sched_name":"commerce","entry_id":"still-running","trigger_name":"t","trigger_group":"t","instance_name":"i","fired_time":1,"sched_time":1,"priority":5,"state":"EXECUTING","job_name":"CatalogueSyncJob","job_group":"store:{{storeId}}","is_nonconcurrent":true,"requests_recovery":false,"is_update_data":false}""";

    private async Task OwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<ComplianceRequest> ReportAsync(string topic) =>
        await ReadAsync(context => context.ComplianceRequests.AsNoTracking().Where(request => request.Topic == topic).OrderByDescending(request => request.Id).FirstAsync());

    private async Task<List<string>> KeysAsync(Guid storeId)
    {
        await using var scope = NewScope();
        var keys = new List<string>();
        await foreach (var key in scope.ServiceProvider.GetRequiredService<IObjectStore>().ListAsync($"stores/{storeId}/", CancellationToken.None))
        {
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>Rows of the whole database, the job engine's included, that hold one of the texts anywhere; read past the wall.</summary>
    private async Task<Dictionary<string, long>> HoldingAsync(params string[] texts)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        var tables = new List<string>();
        await using (var list = owner.CreateCommand("select format('%s.%s', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'jobs')"))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var holding = new Dictionary<string, long>();
        foreach (var table in tables)
        {
            await using var count = owner.CreateCommand($"select count(*) from {table} t where exists (select from unnest($1) as one where position(one in t::text) > 0)");
            count.Parameters.Add(new() { Value = texts });
            if (await count.ExecuteScalarAsync() is long found and > 0)
            {
                holding[table] = found;
            }
        }

        return holding;
    }
}
