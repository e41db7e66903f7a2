using System.Net;
using System.Text;
using System.Text.Json;
using Commerce.Credits;
using Commerce.Flow;
using Commerce.Shopify.Signatures;
using Commerce.Web.Extensions;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Extensions;

/// <summary>Runs of the Flow action, as Flow sends and repeats them.</summary>
public sealed class FlowEndpointTests : ExtensionFixture
{
    private HttpClient flow = null!;

    [SetUp]
    public void Connect() => flow = Stranger();

    [TearDown]
    public void Disconnect() => flow.Dispose();

    [Test]
    public async Task The_same_run_sent_at_once_and_again_starts_one_batch_and_is_done_each_time()
    {
        var product = await AddAsync(StoreA, "Lamp");
        var body = Run("run-lamp", StoreA, product.GlobalId, count: "2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(body)));
        var later = await SendAsync(body);
        var batches = await ReadAsync(StoreA, context => context.Batches.Where(batch => batch.RequestKey == "flow:run-lamp").ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That(answers.Append(later).Select(answer => answer.StatusCode), Has.All.EqualTo(HttpStatusCode.OK));
            Assert.That(batches.Select(batch => (batch.RowCount, batch.CreatedBy, batch.Name)), Is.EqualTo(new[] { (2, "Shopify Flow", "Lifestyle for Lamp") }));
        });
    }

    [Test]
    public async Task A_product_that_has_not_reached_us_is_waited_for_and_then_made()
    {
        var body = Run("run-early", StoreA, "1001001");
        Assert.That((await SendAsync(body)).StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        var product = await Seeds.AddProductAsync(StoreA, "Late");
        await WriteAsync(StoreA, context => context.Database.ExecuteSqlAsync($"update products set shopify_id = 'gid://shopify/Product/1001001' where id = {product.Id}"));
        Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.That((await SendAsync(body)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_shop_that_took_back_a_permission_is_told_which_one()
    {
        var product = await AddAsync(StoreA, "Scopes");
        Task AllowAsync(string scopes) => WriteAsync(StoreA, context => context.Stores.ExecuteUpdateAsync(store => store.SetProperty(row => row.Scopes, scopes)));
        await AllowAsync("write_files");
        await RefusedAsync(Run("run-scopes", StoreA, product.GlobalId), "read_products");
        await AllowAsync("");
    }

    [Test]
    public async Task Waiting_ends_in_words_when_the_product_never_comes()
    {
        var body = Run("run-never", StoreA, "424243");
        Assert.That((await SendAsync(body)).StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Clock.Advance(FlowRuns.Patience);
        await RefusedAsync(body, "not in the catalogue");
    }

    [Test]
    public async Task A_run_that_can_never_be_done_is_refused_for_good_with_the_reason()
    {
        var product = await AddAsync(StoreA, "Chair");
        var poor = await Seeds.AddStoreAsync("poor-flow.myshopify.com", "Poor", credits: 0);
        var dear = await AddAsync(poor, "Dear");
        await RefusedAsync(Run("run-style", StoreA, product.GlobalId, style: "no-such-style"), "Choose a style (studio-shot, ");
        await RefusedAsync(Run("run-count", StoreA, product.GlobalId, count: "9"), "count from 1 to 4");
        await RefusedAsync(Run("run-poor", poor, dear.GlobalId), "This needs 1 credits");
    }

    [Test]
    public async Task The_answer_to_a_refused_run_does_not_change_when_the_cause_is_gone()
    {
        var poor = await Seeds.AddStoreAsync("poor-then-rich.myshopify.com", "Poor", credits: 0);
        var body = Run("run-later-rich", poor, (await AddAsync(poor, "Desk")).GlobalId);
        await RefusedAsync(body, "credits");
        await Work.RunAsync(poor.Id, services => services.GetRequiredService<Ledger>().GrantAsync("topup", 10, "Top-up", CancellationToken.None));
        await RefusedAsync(body, "credits");
    }

    [Test]
    public async Task Item14_Only_the_bytes_that_were_signed_are_believed()
    {
        var product = await AddAsync(StoreA, "Sofa");
        var body = Run("run-forged", StoreA, product.GlobalId);
        var signature = BodySignature.Sign(Encoding.UTF8.GetBytes(body), StudioHost.ApiSecret);
        Assert.Multiple(async () =>
        {
            foreach (var (sent, header) in new (string, string?)[]
            {
                (body, null), (body, ""), (body, signature[..^4] + "AAA="), (body, signature[1..]), (body + "\n", signature), (body.Replace("1", "2", StringComparison.Ordinal), signature),
                (body, BodySignature.Sign(Encoding.UTF8.GetBytes(body), "another secret")),
            })
            {
                Assert.That((await SendAsync(sent, header)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), $"{sent.Length} {header?.Length}");
            }

            Assert.That(await ReadAsync(StoreA, context => context.FlowRuns.AnyAsync(run => run.ActionRunId == "run-forged")), Is.False);
        });
    }

    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase("""{"shopify_domain":"fern-and-field.myshopify.com","properties":{}}""")]
    [TestCase("""{"shopify_domain":"fern-and-field.myshopify.com.evil.example","action_run_id":"x","properties":{}}""")]
    [TestCase("""{"shopify_domain":"fern-and-field.myshopify.com","action_run_id":"x","handle":"another-action","properties":{}}""")]
    public async Task A_signed_body_that_is_no_run_is_final(string body) =>
        Assert.That((await SendAsync(body)).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));

    [Test]
    public async Task A_body_too_large_or_missing_is_final() => Assert.Multiple(async () =>
    {
        Assert.That((await SendAsync(new string(' ', 70_000))).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await SendAsync("")).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
    });

    [Test]
    public async Task A_shop_without_the_app_is_final() =>
        Assert.That((await SendAsync(Run("run-nobody", new SeededStore(Guid.Empty, "nobody.myshopify.com", "Nobody"), "1"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task A_product_of_another_store_is_not_found_in_this_one()
    {
        var theirs = await AddAsync(StoreB, "Theirs");
        Assert.That((await SendAsync(Run("run-foreign", StoreA, theirs.GlobalId))).StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await ReadAsync(StoreB, context => context.Generations.AnyAsync(row => row.ProductId == theirs.Id)), Is.False);
    }

    [Test]
    public async Task A_store_that_runs_without_pause_is_told_when_to_come_again()
    {
        var busy = await Seeds.AddStoreAsync("busy-flow.myshopify.com", "Busy");
        var body = Run("run-busy", busy, "1");
        HttpResponseMessage? refused = null;
        for (var number = 0; refused is null && number < ExtensionRates.Burst * 10; number++)
        {
            var answer = await SendAsync(body);
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }

        Assert.That(refused?.Headers.RetryAfter?.Delta, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    private static string Run(string id, SeededStore store, string product, string style = "lifestyle", string? count = null) => JsonSerializer.Serialize(new
    {
        shop_id = 1, shopify_domain = store.Shop, action_run_id = id, action_definition_id = "generate-media", handle = FlowNames.GenerateMedia,
        properties = new Dictionary<string, string?> { [FlowNames.Product] = product, [FlowNames.Style] = style, [FlowNames.Count] = count },
    });

    private async Task RefusedAsync(string body, string words)
    {
        using var answer = await SendAsync(body);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await ReadAsync(answer)).GetProperty("message").GetString(), Does.Contain(words));
    }

    private Task<HttpResponseMessage> SendAsync(string body) => SendAsync(body, BodySignature.Sign(Encoding.UTF8.GetBytes(body), StudioHost.ApiSecret));

    private async Task<HttpResponseMessage> SendAsync(string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ExtensionAddresses.Flow) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(BodySignature.Header, signature);
        }

        return await flow.SendAsync(request);
    }
}
