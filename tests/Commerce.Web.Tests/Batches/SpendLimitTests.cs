using System.Net;
using Commerce.Batches;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Batches;

/// <summary>The most an owner lets one batch spend.</summary>
public sealed class SpendLimitTests : StudioFixture
{
    private HttpClient client = null!;

    [SetUp]
    public void SignIn() => client = ClientOf(StoreA);

    [TearDown]
    public void SignOut() => client.Dispose();

    [Test]
    public async Task The_first_products_that_fit_are_made_and_the_batch_can_never_spend_more()
    {
        var review = await ToReviewAsync("Alder", "Birch", "Cedar");
        var kept = await PostAsync($"{review}?handler=Keep", ("Name", "Two of three"), ("Most", "5"));
        var page = await client.GetStringAsync(kept.Headers.Location);
        var started = await PostAsync(kept.Headers.Location!.ToString(), ("Name", "Two of three"), ("Most", "5"), ("credits", "4"));
        var batch = await ReadAsync(StoreA, context => context.Batches.SingleAsync(row => row.Name == "Two of three"));
        var hold = await ReadAsync(StoreA, context => context.Holds.SingleAsync(row => row.Id == batch.HoldId));
        var made = await ReadAsync(StoreA, context => context.Generations.Where(row => row.BatchId == batch.Id)
            .Join(context.Products, row => row.ProductId, product => product.Id, (_, product) => product.Title).Distinct().Order().ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That(kept.Headers.Location!.ToString(), Is.EqualTo($"{review}?most=5"));
            Assert.That(page, Does.Contain("Make 4 pictures for 4 credits").And.Contain("Beyond your limit").And.Contain("All of it costs 6 credits").And.Contain("value=\"5\""));
            Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(made, Is.EqualTo(new[] { "Alder", "Birch" }));
            Assert.That((hold.Amount, hold.Cap), Is.EqualTo((4L, 4L)));
        });
    }

    [Test]
    public async Task A_limit_written_after_the_button_promised_more_is_shown_before_anything_starts()
    {
        var review = await ToReviewAsync("Ash", "Beech");
        var answer = await PostAsync(review, ("Name", "Shown first"), ("Most", "2"), ("credits", "4"));
        Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo($"{review}?most=2"));
        Assert.That(await ReadAsync(StoreA, context => context.Batches.AnyAsync(row => row.Name == "Shown first")), Is.False);
    }

    [TestCase("none", "Write a number of credits from 1 on")]
    [TestCase("0", "Write a number of credits from 1 on")]
    [TestCase("-4", "Write a number of credits from 1 on")]
    [TestCase("99999999999999999999", "Write a number of credits from 1 on")]
    [TestCase("1", "Not even one product fits")]
    public async Task A_limit_that_makes_no_sense_is_said_beside_the_field_and_starts_nothing(string most, string words)
    {
        var review = await ToReviewAsync("Elm");
        var answer = await PostAsync(review, ("Name", "Senseless"), ("Most", most), ("credits", "9"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(page, Does.Contain(words).And.Contain("id=\"most-error\""));
            Assert.That(await ReadAsync(StoreA, context => context.Batches.AnyAsync(row => row.Name == "Senseless")), Is.False);
        });
    }

    [Test]
    public async Task A_limit_above_the_cost_changes_nothing()
    {
        var review = await ToReviewAsync("Fir");
        var started = await PostAsync(review, ("Name", "Roomy"), ("Most", "50"), ("credits", "2"));
        var batch = await ReadAsync(StoreA, context => context.Batches.SingleAsync(row => row.Name == "Roomy"));
        Assert.That((started.StatusCode, batch.RowCount), Is.EqualTo((HttpStatusCode.SeeOther, 2)));
    }

    [Test]
    public async Task Enter_in_a_field_keeps_what_was_written_and_spends_nothing()
    {
        var review = await ToReviewAsync([.. Enumerable.Range(1, 12).Select(number => $"Hazel {number:00}")]);
        var page = await client.GetStringAsync(review);
        await PostAsync($"{review}?handler=Keep", ("Name", "Kept name"), ("StartsAt", ""));
        Assert.Multiple(async () =>
        {
            // A browser presses the first button of the form.
            Assert.That(page.IndexOf("handler=Keep", StringComparison.Ordinal), Is.Positive.And.LessThan(page.IndexOf("handler=Pilot", StringComparison.Ordinal)));
            Assert.That(await client.GetStringAsync(review), Does.Contain("Kept name"));
            Assert.That(await ReadAsync(StoreA, context => context.Batches.AnyAsync(row => row.Name.Contains("Kept name"))), Is.False);
        });
    }

    private async Task<string> ToReviewAsync(params string[] titles)
    {
        var fields = new List<(string, string)>();
        foreach (var title in titles)
        {
            fields.Add(("productIds", (await Seeds.AddProductAsync(StoreA, title)).Id.ToString()));
        }

        var styles = (await PostAsync("/batches/new", [.. fields])).Headers.Location!.ToString();
        return (await PostAsync(styles, ("styles", "studio-shot"), ("copies-studio-shot", "2"))).Headers.Location!.ToString();
    }

    private async Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(address, form);
    }
}
