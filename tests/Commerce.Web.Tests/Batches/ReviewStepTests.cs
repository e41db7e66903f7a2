using System.Net;
using Commerce.Batches;
using Commerce.Credits;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Batches;

/// <summary>The last step before a batch: what it will cost and what is left out, then its start, its pilot or its date.</summary>
public sealed class ReviewStepTests : TwoStoresFixture
{
    [Test]
    public async Task Too_few_credits_start_nothing_and_lose_nothing()
    {
        var poor = await Seeds.AddStoreAsync("poor-shop.myshopify.com", "Poor shop", credits: 1);
        var product = await Seeds.AddProductAsync(poor, "Gold ring");
        using var owner = ClientOf(poor);
        var address = (await SendAsync(owner, "/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        var review = (await SendAsync(owner, address, ("styles", "studio-shot"), ("copies-studio-shot", "4"))).Headers.Location!.ToString();
        var answer = await SendAsync(owner, review, ("Name", "Too dear"), ("credits", "4"));
        var page = await answer.Content.ReadAsStringAsync();
        var ledger = await ReadAsync(poor, context => LedgerCheck.RunAsync(context, CancellationToken.None));
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(page, Does.Contain("This needs 4 credits").And.Contain("Too dear").And.Contain("Nothing was charged"));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((1L, 0L, true)));
            Assert.That(await ReadAsync(poor, context => context.Batches.AnyAsync()), Is.False);
        });
    }

    [Test]
    public async Task A_price_above_the_one_on_the_button_is_asked_about_first()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Brass bell");
        var review = await ToReviewAsync(product);
        var answer = await PostAsync(review, ("Name", "Bell"), ("credits", "0"));
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("The cost changed from 0 credits to 1 credit"));
        });
    }

    [Test]
    public async Task Products_without_a_picture_are_left_out_with_the_reason()
    {
        var bare = await Seeds.AddProductAsync(StoreA, "Ghost", pictures: 0);
        var review = await ToReviewAsync(bare);
        var page = await Client.GetStringAsync(review);
        var answer = await PostAsync(review, ("Name", "Ghosts"), ("credits", "0"));
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("1 product is left out").And.Contain("It has no picture in the shop to work from."));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        });
    }

    [Test]
    public async Task A_pilot_comes_first_and_the_rest_follows_its_recipe()
    {
        foreach (var number in Enumerable.Range(1, 12))
        {
            await Seeds.AddProductAsync(StoreA, $"Otter {number}", change: product => product.ProductType = "Otter");
        }

        var address = (await PostAsync("/batches/new?type=Otter&handler=Scope")).Headers.Location!.ToString();
        var before = await Client.GetStringAsync($"{address}/review");
        var pilot = (await PostAsync($"{address}/review?handler=Pilot", ("Name", "Otters"))).Headers.Location!.ToString();
        var running = await PostAsync($"{address}/review", ("Name", "Otters"), ("credits", "99"));
        var pilotId = Guid.Parse(pilot["/batches/".Length..]);
        await Media.DeliverAsync(StoreA, pilotId, Commerce.Library.ReviewState.Approved);
        var after = await Client.GetStringAsync($"{address}/review");
        var main = (await PostAsync($"{address}/review", ("Name", "Otters"), ("credits", "7"))).Headers.Location!.ToString();
        var batches = await ReadAsync(StoreA, context => context.Batches.Where(batch => batch.Name.Contains("Otters")).ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(before, Does.Contain("Make a pilot of 5 pictures for 5 credits").And.Contain("Make 12 pictures for 12 credits"));
            Assert.That(running.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "not while the pilot runs");
            Assert.That(after, Does.Contain("Freeze and make the other 7 pictures for 7 credits").And.Contain("100 %"));
            Assert.That(batches.Select(batch => batch.RowCount).Order(), Is.EqualTo(new[] { 5, 7 }));
            Assert.That(batches.Select(batch => batch.RecipeId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(await Client.GetStringAsync(main), Does.Contain("The recipe was frozen after this pilot."));
        });
    }

    [Test]
    public async Task The_recipe_is_frozen_only_when_every_result_of_the_pilot_was_reviewed_and_a_poor_pilot_is_asked_about()
    {
        foreach (var number in Enumerable.Range(1, 12))
        {
            await Seeds.AddProductAsync(StoreA, $"Heron {number}", change: product => product.ProductType = "Heron");
        }

        var address = (await PostAsync("/batches/new?type=Heron&handler=Scope")).Headers.Location!.ToString();
        var pilotId = Guid.Parse((await PostAsync($"{address}/review?handler=Pilot", ("Name", "Herons"))).Headers.Location!.ToString()["/batches/".Length..]);
        var assets = await Media.DeliverAsync(StoreA, pilotId);
        await DecideAsync(assets.Take(3), Commerce.Library.ReviewState.Approved);
        var unseen = await Client.GetStringAsync($"{address}/review");
        var early = await PostAsync($"{address}/review", ("Name", "Herons"), ("credits", "7"));
        await DecideAsync(assets.Skip(3), Commerce.Library.ReviewState.Rejected);
        var poor = await Client.GetStringAsync($"{address}/review");
        var unasked = await PostAsync($"{address}/review", ("Name", "Herons"), ("credits", "7"));
        var said = await PostAsync($"{address}/review", ("Name", "Herons"), ("credits", "7"), ("anyway", "true"));
        Assert.Multiple(async () =>
        {
            Assert.That(unseen, Does.Contain("Review 2 results of the pilot").And.Contain($"/review?batch={pilotId}").And.Not.Contain("Freeze and make"));
            Assert.That(early.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await early.Content.ReadAsStringAsync(), Does.Contain("2 results of the pilot are not reviewed yet"));
            Assert.That(poor, Does.Contain("Make the rest all the same").And.Contain("Freeze and make the other 7 pictures"));
            Assert.That(unasked.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await unasked.Content.ReadAsStringAsync(), Does.Contain("3 of 5 reviewed results of the pilot were approved"));
            Assert.That(said.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        });

        Task DecideAsync(IEnumerable<Guid> ids, Commerce.Library.ReviewState state)
        {
            var decided = ids.ToList();
            return WriteAsync(StoreA, context => context.Assets.Where(asset => decided.Contains(asset.Id)).ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, state)));
        }
    }

    [Test]
    public async Task What_can_be_published_is_one_figure_on_the_whole_page()
    {
        var full = await Seeds.AddProductAsync(StoreA, "Nearly full", change: product => product.MediaCount = Commerce.Publishing.PublishingLimits.MediaPerProduct - 1);
        var address = (await PostAsync("/batches/new", ("productIds", full.Id.ToString()))).Headers.Location!.ToString();
        var review = (await PostAsync(address, ("styles", "studio-shot"), ("copies-studio-shot", "3"))).Headers.Location!.ToString();
        var page = System.Net.WebUtility.HtmlDecode(await Client.GetStringAsync(review));
        Assert.That(page, Does.Contain("<dt>Publishable now</dt><dd>1</dd>").And.Match("<dt>At once</dt><dd class=\"strong\">1 result</dd>"));
    }

    [Test]
    public async Task A_start_for_later_holds_now_and_waits()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Patient pot");
        var review = await ToReviewAsync(product);
        var past = await PostAsync(review, ("Name", "Later"), ("credits", "1"), ("StartsAt", "2001-01-01T10:00"));
        var nonsense = await PostAsync(review, ("Name", "Later"), ("credits", "1"), ("StartsAt", "soon"));
        var at = Clock.GetUtcNow().AddDays(2);
        var started = await PostAsync(review, ("Name", "Later"), ("credits", "1"), ("StartsAt", at.ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        var batch = await ReadAsync(StoreA, context => context.Batches.SingleAsync(row => row.Name == "Later"));
        var due = await ReadAsync(StoreA, context => context.Generations.Where(row => row.BatchId == batch.Id).Select(row => row.DueAt).SingleAsync());
        Assert.Multiple(() =>
        {
            Assert.That((past.StatusCode, nonsense.StatusCode), Is.EqualTo((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity)));
            Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(batch.State, Is.EqualTo(BatchState.Scheduled));
            Assert.That(due, Is.EqualTo(batch.StartsAt).And.GreaterThan(at.AddMinutes(-2)));
        });
    }

    [Test]
    public async Task What_exists_is_served_free_and_said_before()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Twice asked");
        var first = await ToReviewAsync(product);
        await PostAsync(first, ("Name", "First time"), ("credits", "1"));
        await Media.DeliverAsync(StoreA, await ReadAsync(StoreA, context => context.Batches.Where(batch => batch.Name == "First time").Select(batch => batch.Id).SingleAsync()));
        var again = await ToReviewAsync(product);
        Assert.That(await Client.GetStringAsync(again), Does.Contain("Served free").And.Contain("Make 1 picture for 0 credits"));
        Assert.That((await PostAsync(again, ("Name", "Second time"), ("credits", "0"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await ReadAsync(StoreA, context => context.Assets.CountAsync(asset => asset.ProductId == product.Id)), Is.EqualTo(2));
    }
}
