using System.Diagnostics;
using Commerce.Batches;
using Commerce.Data;
using Commerce.Library;
using Commerce.Review;
using Commerce.Web.Pages.Batches;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Workbench.Postgres;

namespace Commerce.Web.Tests.Batches;

/// <summary>What the batch page asks of a batch of 100,000 rows is answered by indexes, as the database itself explains.</summary>
[Category("Database")]
public sealed class LargeBatchTests
{
    private static readonly TestClock Clock = new();
    private static readonly Guid StoreId = Guid.CreateVersion7(Clock.GetUtcNow());
    private static readonly Guid BatchId = Guid.CreateVersion7(Clock.GetUtcNow());
    private static readonly MediaLinks Links = new(new SignedLinks(new string('k', 32), Clock));

    private static readonly Batch Large = new() { StoreId = StoreId, Id = BatchId, Name = "Large", RequestKey = "", CreatedBy = "" };

    private ExplainedDatabase database = null!;

    private static IEnumerable<TestCaseData> Reads()
    {
        yield return Read("progress, money, troubles and newest results", context => BatchView.ReadAsync(context, Links, Clock, BatchId, default));
        yield return Read("the first rows", context => RowLine.ReadAsync(context, Large, RowFilter.All, 0, 41, default));
        yield return Read("rows far down", context => RowLine.ReadAsync(context, Large, RowFilter.All, 90_000, 41, default));
        yield return Read("failed rows", context => RowLine.ReadAsync(context, Large, RowFilter.Failed, 0, 41, default));
        yield return Read("rows being made, of which there are none", context => RowLine.ReadAsync(context, Large, RowFilter.Running, 0, 41, default));
        yield return Read("delivered rows far down", context => RowLine.ReadAsync(context, Large, RowFilter.Done, 50_000, 41, default));
        yield return Read("failures by reason", context => FailureGroup.ReadAsync(context, BatchId, default));
        yield return Read("the money", context => MoneyLines.ReadAsync(context, Large, null, 41, default));
        yield return Read("results", context => ResultTile.ReadAsync(context, Links, Large, null, 41, default));
        yield return Read("ratings", context => RatingAverage.OfBatchAsync(context, BatchId, default));
    }

    [OneTimeSetUp]
    public async Task FillAsync() => database = await ExplainedDatabase.FillAsync(StoreId, Fill);

    [OneTimeTearDown]
    public async Task DropAsync() => await database.DisposeAsync();

    [TestCaseSource(nameof(Reads))]
    public async Task UI03_no_table_is_walked_through(Func<CommerceContext, Task> read)
    {
        await using var context = database.Context();
        var began = Stopwatch.GetTimestamp();
        await read(context);
        TestContext.Out.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms in {database.Queries} queries");
        var plans = await database.PlansAsync();
        Assert.That(plans, Is.Not.Empty);
        foreach (var plan in plans)
        {
            Assert.That(plan, Does.Not.Match("Seq Scan on (generations|generation_events|assets|entries) "));
        }
    }

    [Test]
    public async Task UI03_the_page_counts_right()
    {
        await using var context = database.Context();
        var view = (await BatchView.ReadAsync(context, Links, Clock, BatchId, default))!;
        Assert.That(
            (view.Progress.Rows, view.Progress.Done, view.Progress.Failed, view.Progress.Waiting, view.Progress.Running, view.Troubles.Count),
            Is.EqualTo((100_000, 60_000, 2_000, 38_000, 0, 2)));
    }

    private static string Fill => $"""
        insert into stores (id, shop_domain, name, installed_at) values ('{StoreId}', 'large.myshopify.com', 'Large', now());
        insert into balances (store_id, available, held) values ('{StoreId}', 0, 0);
        insert into products (store_id, id, shopify_id, handle, title, updated_at, synced_at)
        select '{StoreId}', md5('p' || n)::uuid, 'gid://shopify/Product/' || n, 'lamp-' || n, 'Lamp ' || n, now(), now() from generate_series(1, 5000) n;
        insert into source_images (store_id, id, product_id, shopify_id, position, url) select store_id, md5('i' || id)::uuid, id, shopify_id, 1, 'https://cdn.shopify.com/a.jpg' from products;
        insert into recipes (store_id, id, version, name, content, content_hash, created_by, created_at) values ('{StoreId}', '{BatchId}', 1, 'Large', '{"{}"}', 'large', 'test', now());
        create temp table kept as select b.id as batch, h.id as hold from (select '{BatchId}'::uuid as id union all select gen_random_uuid() from generate_series(1, 5)) b, lateral (select md5('h' || b.id)::uuid as id) h;
        insert into holds (store_id, id, batch_id, amount, created_at) select '{StoreId}', hold, batch, 100000, now() from kept;
        insert into batches (store_id, id, name, recipe_id, state, row_count, hold_id, request_key, created_by, created_at)
        select '{StoreId}', batch, 'Large', '{BatchId}', 'running', case when batch = '{BatchId}' then 100000 else 10000 end, hold, batch::text, 'test', now() from kept;
        insert into generations (store_id, id, batch_id, row_number, product_id, source_image_id, kind, style, provider, model, width, height, seed, request_hash, credits, state, due_at, error_code, error_message, created_at, ended_at)
        select '{StoreId}', gen_random_uuid(), batch, n, md5('p' || n % 5000 + 1)::uuid, md5('i' || md5('p' || n % 5000 + 1)::uuid)::uuid, 'image', 'studio-shot', 'local', 'local', 64, 64, n, batch || '-' || n, 1,
          case when n <= 60000 then 'done' when n <= 62000 then 'failed' else 'queued' end, case when n > 62000 then now() end,
          case when n > 60000 and n <= 62000 then case n % 2 when 0 then 'connection' else 'picture-too-small' end end, case when n > 60000 and n <= 62000 then 'Because' end,
          now(), case when n <= 62000 then now() end
        from kept, lateral generate_series(1, case when batch = '{BatchId}' then 100000 else 10000 end) n;
        insert into generation_events (store_id, id, generation_id, from_state, to_state, at) select store_id, gen_random_uuid(), id, 'queued', state, now() from generations where state <> 'queued';
        insert into assets (store_id, id, generation_id, batch_id, product_id, source_image_id, kind, style, object_key, thumbnail_key, sha256, bytes, mime_type, width, height, provider, model, prompt, seed, digital_source_type, created_at)
        select store_id, gen_random_uuid(), id, batch_id, product_id, source_image_id, 'image', 'studio-shot', 'key', 'key', '', 1, 'image/png', 64, 64, 'local', 'local', '', 1, 'compositeSynthetic', now() from generations where state = 'done';
        insert into entries (store_id, id, kind, amount, available_change, held_change, business_key, hold_id, batch_id, generation_id, note, created_at)
        select row.store_id, gen_random_uuid(), case row.state when 'done' then 'capture' else 'release' end, 1, 0, -1, 'settle:' || row.id, batch.hold_id, batch.id, row.id, '', now()
        from generations row join batches batch on batch.id = row.batch_id where row.state in ('done', 'failed');
        insert into ratings (store_id, id, asset_id, stars, rated_by, rated_at) select store_id, gen_random_uuid(), id, 4, 'staff 1', now() from assets where batch_id = '{BatchId}' limit 500;
        """;

    private static TestCaseData Read(string name, Func<CommerceContext, Task> read) => new TestCaseData(read).SetArgDisplayNames(name);
}
