using System.Net;
using Commerce.Batches;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Batches;

public sealed class BatchPageTests : TwoStoresFixture
{
    private static readonly string[] Tabs = ["", "?tab=rows", "?tab=results", "?tab=failures", "?tab=recipe", "?tab=money", "?tab=history"];

    [Test]
    public async Task A_done_batch_says_the_next_step_and_where_the_credits_went()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Jug"), await Seeds.AddProductAsync(StoreA, "Bowl")]);
        await Media.DeliverAsync(StoreA, batch);
        var page = await Client.GetStringAsync($"/batches/{batch}");
        var money = await Client.GetStringAsync($"/batches/{batch}?tab=money");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("Review 2 pictures").And.Contain($"/review?batch={batch}"));
            Assert.That(page, Does.Contain("2 credits held at the start: 2 paid for what was delivered, 0 back in your balance, 0 still held."));
            Assert.That(page, Does.Not.Contain("data-controller=\"stream\""), "nothing moves any more");
            Assert.That(money, Does.Contain("1 credit paid: Jug, Studio shot was delivered").And.Contain("2 credits set aside for the batch"));
        });
    }

    [Test]
    public async Task A_result_opens_its_own_page_and_a_tall_one_is_shown_whole()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Tall vase");
        var batch = await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Tall and square", [product.Id], new RecipeContent([new RecipeStyle("lifestyle", 1440, 2560, 1), new RecipeStyle("lifestyle", 2048, 2048, 1)], "", false, null), "tall", "staff 901"),
            CancellationToken.None));
        var results = await Media.DeliverAsync(StoreA, batch);
        var page = await Client.GetStringAsync($"/batches/{batch}");
        Assert.That(results.Select(result => page.Contains($"href=\"/library/{result}\"", StringComparison.Ordinal)), Is.All.True);
        Assert.That(page.Split("tile-picture tile-contain").Length - 1, Is.EqualTo(1));
    }

    [Test]
    public async Task The_recipe_says_who_makes_it()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Authored");
        var ai = new RecipeContent([new RecipeStyle("lifestyle", 2048, 2048, 1)], "", false, null) { ImageModel = "ai" };
        var batch = await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(new BatchRequest("By AI", [product.Id], ai, "by-ai", "staff 901"), CancellationToken.None));
        var own = await Media.StartBatchAsync(StoreA, [product]);
        Assert.That(await Client.GetStringAsync($"/batches/{batch}?tab=recipe"), Does.Contain("AI, chosen for each order").And.Not.Contain("Built-in renderer"));
        Assert.That(await Client.GetStringAsync($"/batches/{own}?tab=recipe"), Does.Contain("Built-in renderer"));
    }

    [Test]
    public async Task Once_reviewed_the_next_step_is_publishing()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Oar"), await Seeds.AddProductAsync(StoreA, "Sail")]);
        await Media.DeliverAsync(StoreA, batch, Commerce.Library.ReviewState.Approved, most: 1);
        await Media.DeliverAsync(StoreA, batch);
        Assert.That(await Client.GetStringAsync($"/batches/{batch}"), Does.Contain("Review the other 1"));
        await ReadAsync(StoreA, context => context.Assets.Where(asset => asset.BatchId == batch)
            .ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, Commerce.Library.ReviewState.Approved)));
        Assert.That(await Client.GetStringAsync($"/batches/{batch}"), Does.Contain("Publish 2 pictures").And.Contain($"/publish?batch={batch}"));
    }

    [Test]
    public async Task What_was_cancelled_is_a_part_of_the_bar()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Hull"), await Seeds.AddProductAsync(StoreA, "Mast")]);
        await Media.DeliverAsync(StoreA, batch, most: 1);
        await ReadAsync(StoreA, context => context.Generations.Where(row => row.BatchId == batch && row.DueAt != null)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, Commerce.Generations.GenerationState.Cancelled).SetProperty(one => one.DueAt, (DateTimeOffset?)null)));
        Assert.That(await Client.GetStringAsync($"/batches/{batch}"), Does.Contain("aria-valuemax=\"2\"").And.Contain("progress-part progress-cancelled").And.Contain("1 cancelled"));
    }

    [Test]
    public async Task A_running_batch_can_be_cancelled_and_its_page_says_what_that_does_to_the_money()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Vase")]);
        var page = await Client.GetStringAsync($"/batches/{batch}");
        Assert.That(page, Does.Contain("Cancel batch, release up to 1 credit").And.Contain($"/batches/{batch}/events"));

        var answer = await Client.PostAsync($"/batches/{batch}?handler=Cancel", null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await ReadAsync(StoreA, context => context.Batches.Where(row => row.Id == batch).Select(row => row.State).SingleAsync()), Is.EqualTo(BatchState.Cancelling));
    }

    [Test]
    public async Task A_run_can_rest_and_go_on_and_its_history_says_who_did_it()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Resting")]);
        Assert.That(await Client.GetStringAsync($"/batches/{batch}"), Does.Contain("handler=Pause").And.Not.Contain("handler=Resume"));
        Assert.That((await Client.PostAsync($"/batches/{batch}?handler=Pause", null)).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await Client.GetStringAsync($"/batches/{batch}"), Does.Contain("Paused just now").And.Contain("handler=Resume").And.Not.Contain("handler=Pause"));
        await Client.PostAsync($"/batches/{batch}?handler=Resume", null);
        Assert.That(await Client.GetStringAsync($"/batches/{batch}?tab=history"), Does.Contain("Paused by staff 901").And.Contain("1 row waits.").And.Contain("Resumed by staff 901"));
    }

    [Test]
    public async Task A_batch_goes_to_the_front_only_where_there_is_a_queue()
    {
        var store = await Seeds.AddStoreAsync("queue.myshopify.com", "Queue");
        using var owner = ClientOf(store);
        var product = await Seeds.AddProductAsync(store, "Thing");
        var first = await Media.StartBatchAsync(store, [product]);
        Assert.That(await owner.GetStringAsync($"/batches/{first}"), Does.Not.Contain("handler=Front"));
        var second = await Media.StartBatchAsync(store, [product]);
        Assert.That(await owner.GetStringAsync($"/batches/{second}"), Does.Contain("To the front"));
        await owner.PostAsync($"/batches/{second}?handler=Front", null);
        Assert.That(await owner.GetStringAsync($"/batches/{second}"), Does.Contain("Back in the queue").And.Contain("At the front"));
    }

    [Test]
    public async Task CG04_failed_rows_are_tried_again_for_the_credits_the_button_says()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Pot"), await Seeds.AddProductAsync(StoreA, "Pan")]);
        await Media.FailAsync(StoreA, batch, "connection", "A connection broke on the way.");
        Assert.That(await Client.GetStringAsync($"/batches/{batch}"), Does.Contain("Try 2 again for 2 credits"));
        Assert.That((await PostAsync($"/batches/{batch}?handler=Retry", ("code", "connection"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await Client.GetStringAsync($"/batches/{batch}"), Does.Contain("4 credits held in all: 0 paid for what was delivered, 2 back in your balance, 2 still held."));
    }

    [Test]
    public async Task CG04_without_the_credits_nothing_is_tried_again_and_the_page_says_so()
    {
        var store = await Seeds.AddStoreAsync("spent.myshopify.com", "Spent", 1);
        using var owner = ClientOf(store);
        var batch = await Media.StartBatchAsync(store, [await Seeds.AddProductAsync(store, "Pot")]);
        await Media.FailAsync(store, batch, "connection", "A connection broke on the way.");
        await Media.StartBatchAsync(store, [await Seeds.AddProductAsync(store, "Pan")]);
        var answer = await owner.PostAsync($"/batches/{batch}?handler=Retry", null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Nothing was tried again").And.Contain("This needs 1 credits").And.Contain("Nothing was charged"));
    }

    [Test]
    public async Task UI03_rows_can_be_narrowed_to_a_state()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Fork"), await Seeds.AddProductAsync(StoreA, "Spoon")]);
        await Media.DeliverAsync(StoreA, batch, most: 1);
        var (waiting, failed) = (await Client.GetStringAsync($"/batches/{batch}?tab=rows&show=waiting"), await Client.GetStringAsync($"/batches/{batch}?tab=rows&show=failed"));
        Assert.That(waiting.Split("row-state-").Length - 1, Is.EqualTo(1));
        Assert.That(failed, Does.Contain("No row is in this state"));
    }

    [Test]
    public async Task The_stream_sends_progress_and_newest_results_and_ends_with_done()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Lamp")]);
        await Media.DeliverAsync(StoreA, batch);
        using var answer = await Client.GetAsync($"/batches/{batch}/events", HttpCompletionOption.ResponseHeadersRead);
        var events = await answer.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
            Assert.That(events.Split('\n').Where(line => line.StartsWith("event: ", StringComparison.Ordinal)), Is.EqualTo(new[] { "event: live", "event: arrivals", "event: done" }));
            Assert.That(events, Does.Contain("1 of 1 delivered").And.Contain("Lamp"));
        });
    }

    [Test]
    public async Task UI03_the_counts_on_the_chips_of_the_rows_are_live_and_keep_the_chosen_one()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Rake"), await Seeds.AddProductAsync(StoreA, "Hoe")]);
        var page = await Client.GetStringAsync($"/batches/{batch}?tab=rows&show=waiting");
        using var answer = await Client.GetAsync($"/batches/{batch}/events?tab=rows&show=waiting", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("event: live"));
        await Media.DeliverAsync(StoreA, batch);
        var last = (await reader.ReadToEndAsync()).Split("event: row-chips\n")[^1].Split("\n\n")[0];
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("id=\"row-chips\""));
            Assert.That(last, Does.Contain($"/batches/{batch}?tab=rows&amp;show=done").And.Contain("aria-current=\"true\""));
            Assert.That(Counts(last), Is.EqualTo(new[] { "2", "0", "2" }), "all, waiting, delivered");
        });
    }

    [Test]
    public async Task A_running_batch_streams_until_its_last_row_ends()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Chair")]);
        using var answer = await Client.GetAsync($"/batches/{batch}/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("event: live"));
        await Media.DeliverAsync(StoreA, batch);
        var rest = await reader.ReadToEndAsync();
        Assert.That(rest, Does.Contain("1 of 1 delivered").And.EndWith("event: done\ndata: \n\n"));
    }

    [Test]
    public async Task The_list_shows_every_batch_once_over_its_pages()
    {
        var store = await Seeds.AddStoreAsync("many-batches.myshopify.com", "Many batches");
        using var owner = ClientOf(store);
        Assert.That(await owner.GetStringAsync("/batches"), Does.Contain("No batches yet"));
        var product = await Seeds.AddProductAsync(store, "Thing");
        foreach (var number in Enumerable.Range(1, 30))
        {
            // The one that runs asks for something new: what exists already is served at once and ends its batch.
            var batch = await Media.StartBatchAsync(store, [product], $"Run number {number:00}", number == 3 ? "lifestyle" : "studio-shot");
            await (number == 3 ? Task.CompletedTask : Media.DeliverAsync(store, batch));
        }

        var first = await owner.GetStringAsync("/batches");
        var next = System.Text.RegularExpressions.Regex.Match(first, "/batches\\?after=[0-9a-f-]+").Value;
        var both = first + await owner.GetStringAsync(next);
        Assert.That(Enumerable.Range(1, 30).Select(number => both.Split($">Run number {number:00}<").Length - 1), Is.All.EqualTo(1));
        Assert.That(first[first.IndexOf(">Run number ", StringComparison.Ordinal)..], Does.StartWith(">Run number 03<"), "what runs comes first");
    }

    [Test]
    public async Task The_list_can_be_narrowed_to_a_state()
    {
        var store = await Seeds.AddStoreAsync("two-states.myshopify.com", "Two states");
        using var owner = ClientOf(store);
        var product = await Seeds.AddProductAsync(store, "Thing");
        await Media.DeliverAsync(store, await Media.StartBatchAsync(store, [product], "Finished one"));
        await Media.StartBatchAsync(store, [product], "Running one");
        var (done, running, cancelled) = (await owner.GetStringAsync("/batches?state=done"), await owner.GetStringAsync("/batches?state=running"), await owner.GetStringAsync("/batches?state=cancelled"));
        Assert.Multiple(() =>
        {
            Assert.That(done, Does.Contain("Finished one").And.Not.Contain("Running one"));
            Assert.That(running, Does.Contain("Running one").And.Not.Contain("Finished one"));
            Assert.That(cancelled, Does.Contain("No batch is in this state"));
        });
    }

    [Test]
    public async Task Another_stores_batch_does_not_exist_in_any_tab_action_or_stream()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Hidden")]);
        Assert.Multiple(async () =>
        {
            foreach (var address in (string[])[.. Tabs.Select(tab => $"/batches/{batch}{tab}"), $"/batches/{batch}/events", $"/batches/{batch}/events?line=true", $"/credits?batch={batch}", $"/credits?handler=Export&batch={batch}"])
            {
                Assert.That((await Theirs.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
                Assert.That((await Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead)).StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
            }

            foreach (var handler in (string[])["Cancel", "Again", "Pause", "Resume", "Front", "Back", "Retry", "Start", "Move"])
            {
                Assert.That((await Theirs.PostAsync($"/batches/{batch}?handler={handler}", null)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), handler);
            }
        });
        Assert.That(await ReadAsync(StoreA, context => context.Batches.Where(row => row.Id == batch).Select(row => row.State).SingleAsync()), Is.EqualTo(BatchState.Running));
    }

    [Test]
    public async Task Nobody_without_a_session_hears_the_stream()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Quiet")]);
        using var nobody = Stranger();
        Assert.That((await nobody.GetAsync($"/batches/{batch}/events")).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK));
    }

    private static IEnumerable<string> Counts(string html) =>
        System.Text.RegularExpressions.Regex.Matches(html, "chip-count\">([^<]*)<").Select(match => match.Groups[1].Value);
}
