using System.Net;
using System.Text.RegularExpressions;
using Commerce.Alerts;
using Commerce.Generations;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Ops;

/// <summary>What operators see over all stores, and the few things they may do.</summary>
public sealed partial class OpsPagesTests : StudioFixture
{
    protected override Dictionary<string, string> Settings => new() { ["Operators:Shops:0"] = "kiln-house.myshopify.com", ["Operators:Users:0"] = "901" };

    [TestCase("/ops")]
    [TestCase("/ops/stores")]
    [TestCase("/ops/prices")]
    [TestCase("/ops/limits")]
    [TestCase("/ops/webhooks")]
    [TestCase("/ops/jobs")]
    [TestCase("/ops/stuck")]
    public async Task For_everybody_but_operators_the_page_does_not_exist(string address)
    {
        using var operators = ClientOf(StoreB);
        using var colleague = ClientOf(StoreB, user: 902);
        using var owner = ClientOf(StoreA);
        Assert.Multiple(async () =>
        {
            Assert.That((await operators.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await colleague.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await owner.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [Test]
    public async Task An_open_alert_stands_on_the_overview_and_makes_the_health_degraded_until_it_is_resolved()
    {
        await AlertAsync(log => log.RaiseAsync(AlertCodes.LedgerUnbalanced, StoreA.Id.ToString(), CancellationToken.None));
        using var operators = ClientOf(StoreB);
        using var anybody = Stranger();
        Assert.That(await operators.GetStringAsync("/ops"), Does.Contain("The ledger of fern-and-field.myshopify.com does not add up"));
        Assert.That(await anybody.GetStringAsync("/health/ready"), Is.EqualTo("Degraded"));

        await AlertAsync(log => log.ResolveAsync(AlertCodes.LedgerUnbalanced, StoreA.Id.ToString(), CancellationToken.None));
        Assert.That(await operators.GetStringAsync("/ops"), Does.Contain("No alert is open").And.Contain("closed just now"));
        Assert.That(await anybody.GetStringAsync("/health/ready"), Is.EqualTo("Healthy"));
    }

    [Test]
    public async Task A_provider_that_does_not_answer_stands_on_the_overview_with_what_helps_until_it_answers()
    {
        var circuits = Services.GetRequiredService<ProviderCircuits>();
        for (var failure = 0; failure < ProviderCircuits.Most; failure++)
        {
            await circuits.FailedAsync("far-away", CancellationToken.None);
        }

        using var operators = ClientOf(StoreB);
        Assert.That(await operators.GetStringAsync("/ops"), Does.Contain("far-away does not answer").And.Contain("Look at its status page").And.Contain("one of them tries again from"));

        await circuits.AnsweredAsync("far-away", CancellationToken.None);
        Assert.That(await operators.GetStringAsync("/ops"), Does.Contain("No alert is open").And.Contain("far-away does not answer: closed just now"));
    }

    [Test]
    public async Task Queues_of_every_store_and_providers_of_the_last_hour_are_on_the_overview()
    {
        var waiting = await Seeds.AddStoreAsync("long-queue.myshopify.com", "Long queue");
        await Media.StartBatchAsync(waiting, [await Seeds.AddProductAsync(waiting, "Bowl"), await Seeds.AddProductAsync(waiting, "Plate")]);
        var delivered = await Seeds.AddStoreAsync("all-done.myshopify.com", "All done");
        await Media.DeliverAsync(delivered, await Media.StartBatchAsync(delivered, [await Seeds.AddProductAsync(delivered, "Cup")]));
        using var operators = ClientOf(StoreB);
        var page = await operators.GetStringAsync("/ops");
        Assert.That(page, Does.Contain("long-queue.myshopify.com").And.Contain("last hour").And.Contain("<span class=\"table-title\">local</span>"));
        Assert.That(Plain(page), Does.Match("long-queue.myshopify.com Results 2 0 0 0 0"));
    }

    [Test]
    public async Task The_jobs_page_says_which_span_its_figures_cover_and_how_long_runs_are_remembered()
    {
        using var operators = ClientOf(StoreB);
        Assert.That(await operators.GetStringAsync("/ops/jobs"), Does.Contain("Runs of the last 24 hours and failures of the last 7 days").And.Contain("Runs older than 24 hours are forgotten, failures after 7 days."));
    }

    [Test]
    public async Task TECH09_a_price_is_changed_from_now_on_once_and_the_page_tells_who()
    {
        using var operators = ClientOf(StoreB);
        var form = new Dictionary<string, string> { ["action"] = "video", ["model"] = "local", ["seen"] = "5", ["credits"] = "8" };
        Assert.That((await operators.PostAsync("/ops/prices", new FormUrlEncodedContent(form))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        using var late = await operators.PostAsync("/ops/prices", new FormUrlEncodedContent(form));
        Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await late.Content.ReadAsStringAsync(), Does.Contain("changed by somebody else meanwhile"));
        Assert.That(Plain(await operators.GetStringAsync("/ops/prices")), Does.Contain("5 → 8 credits staff 901, kiln-house.myshopify.com"));
        using var owner = ClientOf(StoreA);
        Assert.That(Plain(await owner.GetStringAsync("/credits")), Does.Contain("A video 8 credits"));

        (form["seen"], form["credits"]) = ("8", "5");
        await operators.PostAsync("/ops/prices", new FormUrlEncodedContent(form));
    }

    [Test]
    public async Task TECH02_a_limit_is_set_changed_once_and_taken_away_and_the_page_tells_who()
    {
        using var operators = ClientOf(StoreB);
        Assert.That(await SetAsync("", "3"), Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await SetAsync("", "4"), Is.EqualTo(HttpStatusCode.UnprocessableEntity), "somebody else was first");
        Assert.That(Plain(await operators.GetStringAsync("/ops/limits")), Does.Contain("kie.ai none → 3 staff 901, kiln-house.myshopify.com"));
        Assert.That(await SetAsync("3", "7"), Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await SetAsync("7", ""), Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(Plain(await operators.GetStringAsync("/ops/limits")), Does.Contain("kie.ai 7 → none").And.Contain("kie.ai 3 → 7"));

        async Task<HttpStatusCode> SetAsync(string seen, string places)
        {
            using var answer = await operators.PostAsync("/ops/limits", new FormUrlEncodedContent(new Dictionary<string, string> { ["provider"] = "kie", ["seen"] = seen, ["places"] = places }));
            return answer.StatusCode;
        }
    }

    [Test]
    public async Task TECH02_a_store_is_given_a_limit_by_its_address()
    {
        var store = await Seeds.AddStoreAsync("slow-down.myshopify.com", "Slow down");
        using var operators = ClientOf(StoreB);
        var form = new Dictionary<string, string> { ["shop"] = " Slow-Down.myshopify.com ", ["places"] = "2" };
        Assert.That((await operators.PostAsync("/ops/limits?handler=Add", new FormUrlEncodedContent(form))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(Plain(await operators.GetStringAsync("/ops/limits")), Does.Contain("slow-down.myshopify.com 0 2").And.Contain("slow-down.myshopify.com none → 2"));
        Assert.That(await ReadAsync(store, context => context.StoreDirectory.Where(route => route.StoreId == store.Id).Select(route => route.Places).SingleAsync()), Is.EqualTo(2));
    }

    [TestCase("provider", "kie", "0")]
    [TestCase("provider", "kie", "many")]
    [TestCase("provider", "no-such", "3")]
    [TestCase("shop", "nobody.myshopify.com", "3")]
    public async Task TECH02_a_limit_that_is_none_or_of_nobody_is_refused_in_words(string field, string subject, string places)
    {
        using var operators = ClientOf(StoreB);
        using var answer = await operators.PostAsync(field == "shop" ? "/ops/limits?handler=Add" : "/ops/limits", new FormUrlEncodedContent(new Dictionary<string, string> { [field] = subject, ["places"] = places }));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Nothing was changed"));
    }

    [Test]
    public async Task Only_operators_find_the_way_to_these_pages_in_the_navigation()
    {
        using var operators = ClientOf(StoreB);
        using var owner = ClientOf(StoreA);
        Assert.That(await operators.GetStringAsync("/"), Does.Contain("href=\"/ops\""));
        Assert.That(await owner.GetStringAsync("/"), Does.Not.Contain("href=\"/ops\""));
    }

    [TestCase("-1")]
    [TestCase("many")]
    [TestCase("10001")]
    [TestCase("")]
    public async Task TECH09_a_price_that_is_none_is_refused_in_words(string credits)
    {
        using var operators = ClientOf(StoreB);
        using var answer = await operators.PostAsync("/ops/prices", new FormUrlEncodedContent(new Dictionary<string, string> { ["action"] = "image", ["model"] = "local", ["seen"] = "1", ["credits"] = credits }));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("whole number of credits from 0 to 10,000"));
    }

    [Test]
    public async Task An_adjustment_is_made_once_and_its_reason_is_read_by_the_owner()
    {
        var store = await Seeds.AddStoreAsync("asked-for-help.myshopify.com", "Asked for help");
        using var operators = ClientOf(StoreB);
        var page = await operators.GetStringAsync($"/ops/stores?store={store.Id}");
        var form = new Dictionary<string, string> { ["order"] = Order().Match(page).Groups[1].Value, ["Change"] = "-20", ["Reason"] = "Counted twice in March" };
        var address = $"/ops/stores?store={store.Id}";
        Assert.That((await operators.PostAsync(address, new FormUrlEncodedContent(form))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await operators.PostAsync(address, new FormUrlEncodedContent(form))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await ReadAsync(store, context => context.Balances.Select(balance => balance.Available).SingleAsync()), Is.EqualTo(80));
        using var owner = ClientOf(store);
        Assert.That(await owner.GetStringAsync("/credits"), Does.Contain("20 credits taken back: Counted twice in March"));
    }

    [TestCase("-101", "Reason", "Only 100 credits are available")]
    [TestCase("0", "Reason", "other than 0")]
    [TestCase("5", "", "Say why")]
    public async Task An_adjustment_that_cannot_be_is_refused_in_words(string change, string reason, string words)
    {
        var store = await Seeds.AddStoreAsync($"refused{change}-{reason.Length}.myshopify.com", "Refused");
        using var operators = ClientOf(StoreB);
        var form = new Dictionary<string, string> { ["order"] = Guid.CreateVersion7(Clock.GetUtcNow()).ToString(), ["Change"] = change, ["Reason"] = reason };
        using var answer = await operators.PostAsync($"/ops/stores?store={store.Id}", new FormUrlEncodedContent(form));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(words));
        Assert.That(await ReadAsync(store, context => context.Balances.Select(balance => balance.Available).SingleAsync()), Is.EqualTo(100));
    }

    [Test]
    public async Task A_webhook_that_was_given_up_is_listed_without_its_body_and_applied_again_on_demand()
    {
        var entry = new InboxEntry
        {
            StoreId = StoreA.Id, Id = Guid.CreateVersion7(Clock.GetUtcNow()), WebhookId = "given-up", Topic = "products/update", ApiVersion = "2026-10",
            TriggeredAt = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(), State = InboxState.Failed, Attempt = 10, Message = "The shop could not be reached.", Body = "{\"secret\":1}",
        };
        await WriteAsync(StoreA, async context =>
        {
            context.WebhookInbox.Add(entry);
            await context.SaveChangesAsync();
        });
        using var operators = ClientOf(StoreB);
        Assert.That(await operators.GetStringAsync("/ops/webhooks"), Does.Contain("products/update").And.Contain("The shop could not be reached.").And.Not.Contain("secret"));

        var form = new Dictionary<string, string> { ["store"] = StoreA.Id.ToString(), ["delivery"] = entry.Id.ToString() };
        await operators.PostAsync("/ops/webhooks", new FormUrlEncodedContent(form));
        await operators.PostAsync("/ops/webhooks", new FormUrlEncodedContent(form));
        var after = await ReadAsync(StoreA, context => context.WebhookInbox.AsNoTracking().SingleAsync(row => row.Id == entry.Id));
        Assert.Multiple(async () =>
        {
            Assert.That((after.State, after.Attempt, after.DueAt), Is.EqualTo((InboxState.Waiting, 0, (DateTimeOffset?)Clock.GetUtcNow())));
            Assert.That(await ReadAsync(StoreA, context => context.WebhookSignals.CountAsync(signal => signal.StoreId == StoreA.Id)), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_row_that_hangs_is_listed_and_ended_with_its_credits_back()
    {
        var store = await Seeds.AddStoreAsync("hanging-row.myshopify.com", "Hanging row");
        var batch = await Media.StartBatchAsync(store, [await Seeds.AddProductAsync(store, "Jug"), await Seeds.AddProductAsync(store, "Pot")], "Long night");
        await WriteAsync(store, context => context.Generations.Where(row => row.RowNumber == 1).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.State, GenerationState.Waiting).SetProperty(one => one.StartedAt, Clock.GetUtcNow().AddHours(-2)).SetProperty(one => one.DueAt, Clock.GetUtcNow().AddHours(3))));
        using var operators = ClientOf(StoreB);
        var page = await operators.GetStringAsync("/ops/stuck");
        Assert.That(page, Does.Contain("hanging-row.myshopify.com").And.Contain("Long night").And.Contain("Try now"));

        var hanging = await ReadAsync(store, context => context.Generations.Where(row => row.RowNumber == 1).Select(row => row.Id).SingleAsync());
        var form = new Dictionary<string, string> { ["store"] = store.Id.ToString(), ["row"] = hanging.ToString() };
        await operators.PostAsync("/ops/stuck?handler=Again", new FormUrlEncodedContent(form));
        Assert.That(await ReadAsync(store, context => context.Generations.Where(row => row.Id == hanging).Select(row => row.DueAt).SingleAsync()), Is.EqualTo(Clock.GetUtcNow()));

        await operators.PostAsync("/ops/stuck?handler=Fail", new FormUrlEncodedContent(form));
        await operators.PostAsync("/ops/stuck?handler=Fail", new FormUrlEncodedContent(form));
        var (row, balance) = (await ReadAsync(store, context => context.Generations.AsNoTracking().SingleAsync(one => one.Id == hanging)), await ReadAsync(store, context => context.Balances.AsNoTracking().SingleAsync()));
        Assert.Multiple(async () =>
        {
            Assert.That((row.State, row.ErrorCode, row.DueAt), Is.EqualTo((GenerationState.Failed, "stopped-by-operator", (DateTimeOffset?)null)));
            Assert.That((balance.Available, balance.Held), Is.EqualTo((99L, 1L)));
            Assert.That(await operators.GetStringAsync("/ops/stuck"), Does.Not.Contain("hanging-row.myshopify.com"));
            Assert.That(await ReadAsync(store, context => context.Holds.Where(hold => hold.BatchId == batch).Select(hold => hold.Released).SingleAsync()), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_row_that_goes_on_is_not_stuck_and_cannot_be_ended_here()
    {
        var store = await Seeds.AddStoreAsync("going-on.myshopify.com", "Going on");
        await Media.StartBatchAsync(store, [await Seeds.AddProductAsync(store, "Pan")]);
        var row = await ReadAsync(store, context => context.Generations.Select(one => one.Id).SingleAsync());
        using var operators = ClientOf(StoreB);
        Assert.That(await operators.GetStringAsync("/ops/stuck"), Does.Not.Contain("going-on.myshopify.com"));
        await operators.PostAsync("/ops/stuck?handler=Fail", new FormUrlEncodedContent(new Dictionary<string, string> { ["store"] = store.Id.ToString(), ["row"] = row.ToString() }));
        Assert.That(await ReadAsync(store, context => context.Generations.Select(one => one.State).SingleAsync()), Is.EqualTo(GenerationState.Queued));
    }

    private async Task AlertAsync(Func<AlertLog, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<AlertLog>());
    }

    private static string Plain(string html) => Space().Replace(Tag().Replace(html, " "), " ").Replace("&#x2192;", "→", StringComparison.Ordinal);

    [GeneratedRegex("name=\"order\" value=\"([^\"]+)\"")]
    private static partial Regex Order();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
