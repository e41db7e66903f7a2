using System.Globalization;
using System.Net;
using Commerce.Batches;
using Commerce.Credits;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Batches;

/// <summary>CG-05: a batch that waits for its time is moved, or started before it, from its page.</summary>
public sealed class ScheduledBatchPageTests : TwoStoresFixture
{
    [Test]
    public async Task Its_page_offers_to_start_it_now_or_to_move_it_and_says_what_that_does_to_the_credits()
    {
        var batch = await ScheduleAsync("Waits");
        var page = await Client.GetStringAsync($"/batches/{batch}");
        Assert.That(page, Does.Contain("Start this batch now?").And.Contain("takes nothing more than the 1 credit that it holds already"));
        Assert.That(page, Does.Contain("Make 1 result now").And.Contain("Move this batch to another time").And.Contain($"value=\"{Field(Clock.GetUtcNow().AddDays(2))}\""));
    }

    [Test]
    public async Task It_is_moved_keeps_its_credits_and_its_history_says_who_moved_it()
    {
        var batch = await ScheduleAsync("Moves");
        var to = Clock.GetUtcNow().AddDays(5);
        var answer = await PostAsync($"/batches/{batch}?handler=Move", ("startsAt", Field(to)));
        var (row, dueAt) = await FindAsync(batch);
        var ledger = await ReadAsync(StoreA, context => LedgerCheck.RunAsync(context, CancellationToken.None));
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That((row.State, Field(row.StartsAt!.Value), dueAt), Is.EqualTo((BatchState.Scheduled, Field(to), row.StartsAt)));
            Assert.That(ledger.Balanced, Is.True);
            Assert.That(await ReadAsync(StoreA, context => context.Holds.Where(hold => hold.BatchId == batch).Select(hold => hold.Amount).SingleAsync()), Is.EqualTo(1));
            Assert.That(await Client.GetStringAsync($"/batches/{batch}?tab=history"), Does.Contain("Moved to another time by staff 901").And.Contain("New time: ").And.Contain("Scheduled by staff 901"));
        });
    }

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("2001-01-01T10:00")]
    public async Task A_time_that_makes_no_sense_is_said_in_the_dialog_and_moves_nothing(string time)
    {
        var batch = await ScheduleAsync($"Stays {time}");
        var (before, _) = await FindAsync(batch);
        var answer = await PostAsync($"/batches/{batch}?handler=Move", ("startsAt", time));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(page[page.IndexOf("id=\"move\"", StringComparison.Ordinal)..], Does.Contain("Choose a time in the next twelve months, or start it now instead."));
            Assert.That((await FindAsync(batch)).Batch.StartsAt, Is.EqualTo(before.StartsAt));
        });
    }

    [Test]
    public async Task It_is_started_now_once_and_who_comes_second_is_told()
    {
        var batch = await ScheduleAsync("Starts");
        var first = await PostAsync($"/batches/{batch}?handler=Start");
        var second = await PostAsync($"/batches/{batch}?handler=Start");
        var late = await PostAsync($"/batches/{batch}?handler=Move", ("startsAt", Field(Clock.GetUtcNow().AddDays(5))));
        var (row, dueAt) = await FindAsync(batch);
        var page = await Client.GetStringAsync($"/batches/{batch}?tab=history");
        Assert.Multiple(() =>
        {
            Assert.That(new[] { first.StatusCode, second.StatusCode, late.StatusCode }, Is.All.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(row.State, Is.EqualTo(BatchState.Running));
            Assert.That(dueAt, Is.LessThanOrEqualTo(Clock.GetUtcNow()));
            Assert.That(page.Split("Started before its time by staff 901").Length - 1, Is.EqualTo(1));
            Assert.That(page, Does.Not.Contain("handler=Start").And.Not.Contain("handler=Move"));
        });
    }

    private static string Field(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private async Task<Guid> ScheduleAsync(string name)
    {
        var review = await ToReviewAsync(await Seeds.AddProductAsync(StoreA, name));
        var started = await PostAsync(review, ("Name", name), ("credits", "1"), ("StartsAt", Field(Clock.GetUtcNow().AddDays(2))));
        return Guid.Parse(started.Headers.Location!.ToString()["/batches/".Length..]);
    }

    private Task<(Batch Batch, DateTimeOffset? DueAt)> FindAsync(Guid batch) => ReadAsync(StoreA, async context =>
        (await context.Batches.AsNoTracking().SingleAsync(row => row.Id == batch), await context.Generations.Where(row => row.BatchId == batch).Select(row => row.DueAt).SingleAsync()));
}
