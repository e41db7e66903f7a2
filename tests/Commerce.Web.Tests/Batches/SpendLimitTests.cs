using System.Net;
using Commerce.Batches;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Batches;

/// <summary>The most an owner lets one batch spend.</summary>
public sealed class SpendLimitTests : TwoStoresFixture
{
    [Test]
    public async Task The_first_products_that_fit_are_made_and_the_batch_can_never_spend_more()
    {
        var review = await ToReviewAsync("Alder", "Birch", "Cedar");
        var kept = await PostAsync($"{review}?handler=Keep", ("Name", "Two of three"), ("Most", "5"));
        var page = await Client.GetStringAsync(kept.Headers.Location);
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
    public async Task A_limit_binds_the_pilot_and_is_shown_before_a_pilot_starts_that_was_promised_larger()
    {
        var review = await ToReviewAsync([.. Enumerable.Range(1, 13).Select(number => $"Larch {number:00}")]);
        var whole = await Client.GetStringAsync(review);
        var limited = await Client.GetStringAsync($"{review}?most=23");
        var tight = await Client.GetStringAsync($"{review}?most=20");
        var shown = await PostAsync($"{review}?handler=Pilot", ("Name", "Larches"), ("Most", "20"), ("trial", "10"));
        var dearer = await PostAsync($"{review}?handler=Pilot", ("Name", "Larches"), ("Most", "23"), ("trial", "9"));
        var senseless = await PostAsync($"{review}?handler=Pilot", ("Name", "Larches"), ("Most", "many"), ("trial", "10"));
        var none = await ReadAsync(StoreA, context => context.Batches.AnyAsync(row => row.Name.Contains("Larches")));
        var started = await PostAsync($"{review}?handler=Pilot", ("Name", "Larches"), ("Most", "23"), ("trial", "10"));
        var batch = await ReadAsync(StoreA, context => context.Batches.SingleAsync(row => row.Name == "Pilot: Larches"));
        var made = await ReadAsync(StoreA, context => context.Generations.Where(row => row.BatchId == batch.Id)
            .Join(context.Products, row => row.ProductId, product => product.Id, (_, product) => product.Title).Distinct().ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(whole, Does.Contain("Make a pilot of 10 pictures for 10 credits").And.Contain("name=\"trial\" value=\"10\""));
            Assert.That(limited, Does.Contain("Make a pilot of 10 pictures for 10 credits").And.Contain("Make 22 pictures for 22 credits"));
            Assert.That(tight, Does.Not.Contain("Make a pilot").And.Contain("Make 20 pictures for 20 credits"), "ten products are no more than a pilot");
            Assert.That(shown.Headers.Location!.ToString(), Is.EqualTo($"{review}?most=20"));
            Assert.That(await dearer.Content.ReadAsStringAsync(), Does.Contain("The cost changed from 9 credits to 10 credits"));
            Assert.That(senseless.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(none, Is.False);
            Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(made, Has.Count.EqualTo(5).And.SubsetOf(Enumerable.Range(1, 11).Select(number => $"Larch {number:00}")));
        });
    }

    [Test]
    public async Task Enter_in_a_field_keeps_what_was_written_and_spends_nothing()
    {
        var review = await ToReviewAsync([.. Enumerable.Range(1, 12).Select(number => $"Hazel {number:00}")]);
        var page = await Client.GetStringAsync(review);
        await PostAsync($"{review}?handler=Keep", ("Name", "Kept name"), ("StartsAt", ""));
        Assert.Multiple(async () =>
        {
            // A browser presses the first button of the form.
            Assert.That(page.IndexOf("handler=Keep", StringComparison.Ordinal), Is.Positive.And.LessThan(page.IndexOf("handler=Pilot", StringComparison.Ordinal)));
            Assert.That(await Client.GetStringAsync(review), Does.Contain("Kept name"));
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
}
