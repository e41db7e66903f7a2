using System.Net;
using System.Text;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Shopify;
using Commerce.Stores;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Commerce.Web.Tests.Webhooks;

/// <summary>What is let in, what is turned away, and what is kept of it.</summary>
public sealed class WebhookDoorTests : StudioFixture
{
    private int number;

    [TearDown]
    public Task EmptyAsync() => WriteAsync(StoreA, context => context.WebhookInbox.ExecuteDeleteAsync());

    [Test]
    public void Every_topic_the_app_asks_for_has_an_effect_and_no_effect_waits_for_another() => Assert.That(
        Services.GetRequiredService<WebhookTopics>().All, Is.EquivalentTo([.. WebhookSubscriptions.Chosen, .. WebhookSubscriptions.Compliance]));

    [TestCase("{\"current\":[\"read_products\"]}")]
    [TestCase("{ \"current\" : [ \"read_products\" ] }\n")]
    [TestCase("{\"current\":[\"read_products\"],\"note\":\"Sch\\u00fcssel Schüssel \\u0000\"}")]
    public async Task Item14_A_signed_body_is_kept_as_it_came(string body)
    {
        Assert.That(await SendAsync(Scopes(body)), Is.EqualTo(HttpStatusCode.OK));
        var entry = (await EntriesAsync()).Single();
        Assert.That((entry.Body, entry.Topic, entry.State), Is.EqualTo((body, "app/scopes_update", InboxState.Waiting)));
    }

    [Test]
    public async Task Item14_Both_families_of_headers_a_chunked_body_and_the_old_secret_are_accepted()
    {
        Services.GetRequiredService<IOptions<ShopifyOptions>>().Value.OldApiSecret = "the-secret-before";
        var answers = new[]
        {
            await SendAsync(Scopes() with { Events = true }), await SendAsync(Scopes() with { Chunked = true }), await SendAsync(Scopes() with { Secret = "the-secret-before" }),
        };
        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await EntriesAsync(), Has.Count.EqualTo(3));
    }

    [TestCase("AAAA")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [TestCase("not base64 at all")]
    public async Task Item14_A_wrong_signature_is_401_whatever_its_length(string signature)
    {
        Assert.That(await SendAsync(Scopes() with { Signature = signature }), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await EntriesAsync(), Is.Empty);
    }

    [Test]
    public async Task Item14_A_badly_signed_compliance_webhook_is_401() =>
        Assert.That(await SendAsync(new Delivery(StoreA.Shop, "shop/redact", $$"""{"shop_domain":"{{StoreA.Shop}}"}""") { Secret = "guess" }), Is.EqualTo(HttpStatusCode.Unauthorized));

    [TestCase("\uFEFF{\"current\":[]}", "{\"current\":[]}", TestName = "Item14_A_byte_order_mark_added_on_the_way_breaks_the_signature")]
    [TestCase("{\"current\":[]}\n", "{\"current\":[]}", TestName = "Item14_A_newline_added_on_the_way_breaks_the_signature")]
    [TestCase("{\"current\": []}", "{\"current\":[]}", TestName = "Item14_A_body_serialised_again_breaks_the_signature")]
    public async Task Item14_Bytes_changed_on_the_way(string sent, string original)
    {
        var signature = Commerce.Shopify.Signatures.BodySignature.Sign(Encoding.UTF8.GetBytes(original), StudioHost.ApiSecret);
        Assert.That(await SendAsync(Scopes(sent) with { Signature = signature }), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("X-Shopify-Hmac-Sha256")]
    [TestCase("X-Shopify-Topic")]
    [TestCase("X-Shopify-Shop-Domain")]
    [TestCase("X-Shopify-API-Version")]
    [TestCase("X-Shopify-Webhook-Id")]
    public async Task Item14_A_missing_header_is_400(string name)
    {
        var request = Scopes().Request();
        request.Headers.Remove(name);
        Assert.That(await SendAsync(request), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("")]
    [TestCase("no json")]
    [TestCase("[]")]
    public async Task Item14_An_empty_body_and_one_that_is_no_object_are_400(string body) =>
        Assert.That(await SendAsync(Scopes(body)), Is.EqualTo(HttpStatusCode.BadRequest));

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("HEAD")]
    public async Task Item14_Anything_but_a_post_is_405(string method)
    {
        using var client = Stranger();
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/webhooks"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task A_body_beyond_the_limit_is_413_whether_or_not_it_says_its_length([Values] bool chunked) =>
        Assert.That(
            await SendAsync(Scopes("{\"x\":\"" + new string('x', 9 * 1024 * 1024) + "\"}") with { Chunked = chunked }), Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));

    [Test]
    public async Task Item15_The_same_delivery_ten_times_at_once_and_again_later_is_kept_once()
    {
        var delivery = Scopes();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(delivery)));
        Assert.Multiple(async () =>
        {
            Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(await SendAsync(delivery), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await EntriesAsync(), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Unknown_topics_unknown_shops_and_shops_that_left_are_answered_alike_and_nothing_is_kept()
    {
        await WriteAsync(StoreB, context => context.StoreDirectory.Where(row => row.StoreId == StoreB.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Active, false)));
        var answers = new[]
        {
            await SendAsync(new Delivery(StoreA.Shop, "orders/create", "{}")), await SendAsync(Scopes() with { Shop = "nobody-we-know.myshopify.com" }), await SendAsync(Scopes() with { Shop = StoreB.Shop }),
        };
        Assert.Multiple(async () =>
        {
            Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(await EntriesAsync(), Is.Empty);
            Assert.That(await ReadAsync(StoreB, context => context.WebhookInbox.CountAsync()), Is.Zero);
        });
    }

    [TestCase("customers/data_request")]
    [TestCase("customers/redact")]
    [TestCase("shop/redact")]
    public async Task What_the_law_demands_is_taken_from_a_shop_that_left_too(string topic)
    {
        await WriteAsync(StoreB, context => context.StoreDirectory.Where(row => row.StoreId == StoreB.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Active, false)));
        var answer = await SendAsync(new Delivery(StoreB.Shop, topic, $$"""{"shop_id":1,"shop_domain":"{{StoreB.Shop}}"}"""));
        var kept = await ReadAsync(StoreB, context => context.WebhookInbox.ExecuteDeleteAsync());
        Assert.That((answer, kept), Is.EqualTo((HttpStatusCode.OK, 1)));
    }

    [TestCase("shop/redact", "shop_domain")]
    [TestCase("customers/redact", "shop_domain")]
    [TestCase("customers/data_request", "shop_domain")]
    [TestCase("app/uninstalled", "myshopify_domain")]
    [TestCase("shop/update", "myshopify_domain")]
    public async Task A_body_that_tells_of_another_shop_than_its_header_is_401(string topic, string member)
    {
        foreach (var body in (string[])[$$"""{"{{member}}":"{{StoreB.Shop}}"}""", "{}", $$"""{"{{member}}":1}"""])
        {
            Assert.That(await SendAsync(new Delivery(StoreA.Shop, topic, body)), Is.EqualTo(HttpStatusCode.Unauthorized), body);
        }

        Assert.That(await SendAsync(new Delivery(StoreA.Shop, topic, $$"""{"{{member}}":"{{StoreA.Shop}}"}""")), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Item16_The_answer_comes_while_the_job_store_is_locked_and_the_work_waits_for_the_sweep()
    {
        await using var jobs = NpgsqlDataSource.Create(Database.Jobs);
        await using var connection = await jobs.OpenConnectionAsync();
        await using (var locked = await connection.BeginTransactionAsync())
        {
            await using var command = new NpgsqlCommand("lock table jobs.qrtz_locks, jobs.qrtz_triggers, jobs.qrtz_job_details in access exclusive mode", connection);
            await command.ExecuteNonQueryAsync();

            // The engine cannot schedule anything while this is held: an answer that waited for it would never come.
            Assert.That(await SendAsync(Scopes()), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await EntriesAsync(), Has.Count.EqualTo(1));
            await locked.RollbackAsync();
        }

        await using var scope = Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<WebhookSweepJob>(scope.ServiceProvider).Execute(null!);
        var scheduler = await Services.GetRequiredService<Quartz.ISchedulerFactory>().GetScheduler();
        Assert.That(await scheduler.Exists(new Quartz.JobKey(nameof(WebhookJob), $"{StoreJobs.StoreGroup}{StoreA.Id}")), Is.True);
    }

    [Test]
    public async Task A_refusal_says_nothing_of_what_came_and_no_answer_does()
    {
        using var client = Stranger();
        using var refused = await client.SendAsync((Scopes("{\"current\":[\"a-word-only-here\"]}") with { Secret = "guess" }).Request());
        using var taken = await client.SendAsync(Scopes("{\"current\":[\"a-word-only-here\"]}").Request());
        Assert.Multiple(async () =>
        {
            Assert.That(await taken.Content.ReadAsStringAsync(), Is.Empty);
            Assert.That(await refused.Content.ReadAsStringAsync(), Does.Not.Contain("a-word-only-here").And.Not.Contain(StoreA.Shop));
        });
    }

    private Delivery Scopes(string body = """{"current":["read_products"]}""") => new(StoreA.Shop, "app/scopes_update", body) { Id = $"delivery-{++number}" };

    private Task<HttpStatusCode> SendAsync(Delivery delivery) => SendAsync(delivery.Request());

    private async Task<HttpStatusCode> SendAsync(HttpRequestMessage request)
    {
        using var client = Stranger();
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private Task<List<InboxEntry>> EntriesAsync() => ReadAsync(StoreA, context => context.WebhookInbox.AsNoTracking().ToListAsync());
}
