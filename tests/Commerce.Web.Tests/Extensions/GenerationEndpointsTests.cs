using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Credits;
using Commerce.Web.Extensions;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Extensions;

/// <summary>What the admin action asks: the cost of a choice, then the batch.</summary>
public sealed class GenerationEndpointsTests : ExtensionFixture
{
    private HttpClient client = null!;

    [SetUp]
    public void SignIn() => client = ClientOf(StoreA);

    [TearDown]
    public void SignOut() => client.Dispose();

    [Test]
    public async Task The_quote_says_what_a_choice_makes_and_costs_and_what_cannot_be_served()
    {
        var (mug, ghost, theirs) = (await AddAsync(StoreA, "Mug"), await AddAsync(StoreA, "Ghost", pictures: 0), await AddAsync(StoreB, "Not yours"));
        var quote = await QuoteAsync(new { productIds = new[] { mug.GlobalId, mug.Number, ghost.GlobalId, theirs.GlobalId, "gid://shopify/Product/999999" }, count = 3 });
        Assert.Multiple(() =>
        {
            Assert.That(Number(quote, "products"), Is.EqualTo(2), "named twice is chosen once");
            Assert.That(Number(quote, "unknown"), Is.EqualTo(2), "another store's product is as unknown as none");
            Assert.That(Number(quote, "leftOutCount"), Is.EqualTo(1));
            Assert.That(quote.GetProperty("leftOut")[0].GetProperty("title").GetString(), Is.EqualTo("Ghost"));
            Assert.That((Number(quote, "results"), Number(quote, "credits")), Is.EqualTo((3, 3)));
            Assert.That(quote.GetProperty("style").GetString(), Is.EqualTo("studio-shot"));
            Assert.That(quote.GetProperty("styles").EnumerateArray().Select(style => style.GetProperty("key").GetString()), Does.Contain("lifestyle"));
            Assert.That(quote.GetProperty("page").GetString(), Does.StartWith("/batches/new?ids%5B%5D="));
        });
    }

    [Test]
    public async Task A_double_click_starts_one_batch_and_both_clicks_learn_of_it()
    {
        var product = await AddAsync(StoreA, "Kettle");
        var request = Start(NewKey(), product, credits: 2, count: 2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await ReadAsync(await PostAsync(request))));
        var later = await ReadAsync(await PostAsync(request));
        var batches = await ReadAsync(StoreA, context => context.Batches.Where(batch => batch.Name == "Lifestyle for 1 product").ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That(answers.Append(later).Select(answer => answer.GetProperty("batch").GetGuid()).Distinct(), Is.EqualTo(new[] { batches.Single().Id }));
            Assert.That(batches.Single().RowCount, Is.EqualTo(2));
            Assert.That(batches.Single().CreatedBy, Is.EqualTo("staff 901"));
            Assert.That(later.GetProperty("page").GetString(), Is.EqualTo($"/batches/{batches.Single().Id}"));
        });
        Assert.That((await client.GetAsync(later.GetProperty("page").GetString())).StatusCode, Is.EqualTo(HttpStatusCode.OK), "the link leads to the batch");
    }

    [Test]
    public async Task A_key_that_started_a_batch_is_refused_for_another_choice()
    {
        var (product, other, key) = (await AddAsync(StoreA, "Spoon"), await AddAsync(StoreA, "Fork"), NewKey());
        await ReadAsync(await PostAsync(Start(key, product, credits: 1)));
        await RefusedAsync(Start(key, other, credits: 1), HttpStatusCode.Conflict, "other_order");
        await RefusedAsync(Start(key, product, credits: 2, count: 2), HttpStatusCode.Conflict, "other_order");
        Assert.That(await ReadAsync(StoreA, context => context.Generations.CountAsync(row => row.ProductId == product.Id || row.ProductId == other.Id)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_belongs_to_one_store()
    {
        var (ours, theirs, key) = (await AddAsync(StoreA, "Plate"), await AddAsync(StoreB, "Plate"), NewKey());
        using var other = ClientOf(StoreB);
        var first = await ReadAsync(await PostAsync(Start(key, ours, credits: 1)));
        var second = await ReadAsync(await other.PostAsJsonAsync(ExtensionAddresses.Batches, Start(key, theirs, credits: 1)));
        Assert.That(second.GetProperty("batch").GetGuid(), Is.Not.EqualTo(first.GetProperty("batch").GetGuid()));
    }

    [Test]
    public async Task Item2_Products_of_another_store_start_nothing()
    {
        var theirs = await AddAsync(StoreB, "Vase");
        await RefusedAsync(Start(NewKey(), theirs, credits: 9), HttpStatusCode.UnprocessableEntity, "nothing_to_make");
        Assert.That(await ReadAsync(StoreB, context => context.Generations.AnyAsync(row => row.ProductId == theirs.Id)), Is.False);
    }

    [Test]
    public async Task Item39_A_cost_above_the_one_that_was_shown_is_refused()
    {
        var product = await AddAsync(StoreA, "Bowl");
        await RefusedAsync(Start(NewKey(), product, credits: 1, count: 4), HttpStatusCode.Conflict, "price_changed");
    }

    [Test]
    public async Task Too_few_credits_start_nothing()
    {
        var poor = await Seeds.AddStoreAsync("poor-extension.myshopify.com", "Poor", credits: 1);
        var product = await AddAsync(poor, "Ring");
        using var owner = ClientOf(poor);
        var quote = await ReadAsync(await owner.PostAsJsonAsync(ExtensionAddresses.Quote, new { productIds = new[] { product.GlobalId }, count = 4 }));
        using var answer = await owner.PostAsJsonAsync(ExtensionAddresses.Batches, Start(NewKey(), product, credits: 4, count: 4));
        var ledger = await ReadAsync(poor, context => LedgerCheck.RunAsync(context, CancellationToken.None));
        Assert.Multiple(async () =>
        {
            Assert.That(quote.GetProperty("affordable").GetBoolean(), Is.False);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That((await ReadAsync(answer)).GetProperty("code").GetString(), Is.EqualTo("not_enough_credits"));
            Assert.That((ledger.Available, ledger.Held), Is.EqualTo((1L, 0L)));
        });
    }

    [TestCase("""{"productIds":["1"],"style":"lifestyle","count":1,"credits":9}""", TestName = "{m}(no key)")]
    [TestCase("""{"key":"8c0d1d9e-0000-4000-8000-000000000001","productIds":[],"style":"lifestyle","count":1}""", TestName = "{m}(no product)")]
    [TestCase("""{"key":"8c0d1d9e-0000-4000-8000-000000000001","productIds":["1"],"style":"no-such-style","count":1}""", TestName = "{m}(no such style)")]
    [TestCase("""{"key":"8c0d1d9e-0000-4000-8000-000000000001","productIds":["1"],"style":"lifestyle","count":5}""", TestName = "{m}(too many)")]
    [TestCase("""{"key":"8c0d1d9e-0000-4000-8000-000000000001","productIds":["1"],"style":"lifestyle","count":0}""", TestName = "{m}(none)")]
    [TestCase("""{"key":"x","productIds":"1"}""", TestName = "{m}(other shapes)")]
    [TestCase("not json", TestName = "{m}(not JSON)")]
    public async Task What_is_not_a_choice_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(ExtensionAddresses.Batches, content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task More_products_than_one_request_may_name_are_refused()
    {
        using var answer = await client.PostAsJsonAsync(ExtensionAddresses.Quote, new { productIds = Enumerable.Range(1, 1_001).Select(number => $"{number}") });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_store_that_asks_without_pause_is_told_to_wait_and_others_are_not()
    {
        var busy = await Seeds.AddStoreAsync("busy-extension.myshopify.com", "Busy");
        using var owner = ClientOf(busy);
        HttpResponseMessage? refused = null;
        for (var number = 0; refused is null && number < ExtensionRates.Burst * 10; number++)
        {
            var answer = await owner.GetAsync(ExtensionAddresses.Product + "?id=1");
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }

        Assert.Multiple(async () =>
        {
            Assert.That(refused, Is.Not.Null);
            Assert.That(refused!.Headers.RetryAfter!.Delta, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
            Assert.That((await ReadAsync(refused)).GetProperty("code").GetString(), Is.EqualTo("too_many_requests"));
            Assert.That((await client.GetAsync(ExtensionAddresses.Product + "?id=1")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    private Guid NewKey() => Guid.CreateVersion7(Clock.GetUtcNow());

    private async Task RefusedAsync(object request, HttpStatusCode status, string code)
    {
        using var answer = await PostAsync(request);
        Assert.That((answer.StatusCode, (await ReadAsync(answer)).GetProperty("code").GetString()), Is.EqualTo((status, code)));
    }

    private static object Start(Guid key, NumberedProduct product, long credits, int count = 1) =>
        new { key, productIds = new[] { product.GlobalId }, style = "lifestyle", count, credits };

    private Task<HttpResponseMessage> PostAsync(object request) => client.PostAsJsonAsync(ExtensionAddresses.Batches, request);

    private async Task<JsonElement> QuoteAsync(object request) => await ReadAsync(await client.PostAsJsonAsync(ExtensionAddresses.Quote, request));

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
