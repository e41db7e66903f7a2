using System.Net;
using Commerce.Batches;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Batches;

/// <summary>The way to a batch: products, styles and wishes, kept in a draft that is its store's alone.</summary>
public sealed class NewBatchTests : TwoStoresFixture
{
    [Test]
    public async Task Products_from_the_catalogue_lead_through_styles_and_review_to_one_batch_however_often_the_button_is_pressed()
    {
        var (first, second) = (await Seeds.AddProductAsync(StoreA, "Tin mug"), await Seeds.AddProductAsync(StoreA, "Wool hat"));
        var styles = await PostAsync("/batches/new", ("productIds", first.Id.ToString()), ("productIds", second.Id.ToString()));
        Assert.That(styles.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var address = styles.Headers.Location!.ToString();
        var review = await PostAsync(address, ("styles", "lifestyle"), ("copies-lifestyle", "2"), ("prompt", "morning light"));
        var reviewAddress = review.Headers.Location!.ToString();
        var page = await Client.GetStringAsync(reviewAddress);
        Assert.That(page, Does.Contain("Make 4 pictures for 4 credits"));

        var clicks = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PostAsync(reviewAddress, ("Name", "Two things"), ("credits", "4"))));
        Assert.That(clicks.Select(click => click.Headers.Location!.ToString()).Distinct().ToList(), Has.Count.EqualTo(1).And.All.StartsWith("/batches/"));
        var batches = await ReadAsync(StoreA, context => context.Batches.Where(batch => batch.Name == "Two things").ToListAsync());
        Assert.That(batches.Select(batch => batch.RowCount), Is.EqualTo(new[] { 4 }));
        Assert.That((await Client.GetAsync(reviewAddress)).Headers.Location!.ToString(), Is.EqualTo($"/batches/{batches[0].Id}"), "a started draft leads to its batch");
    }

    [Test]
    public async Task Unknown_products_are_named_and_the_known_ones_stay_chosen()
    {
        var known = await Seeds.AddProductAsync(StoreA, "Slate board");
        var theirs = await Seeds.AddProductAsync(StoreB, "Not yours");
        var answer = await PostAsync("/batches/new", ("productIds", known.Id.ToString()), ("productIds", theirs.Id.ToString()), ("productIds", "'; drop table products"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(page, Does.Contain("2 products you chose are not in your catalogue any more."));
            Assert.That(page, Does.Contain($"value=\"{known.Id}\" data-picker-target=\"chosen\""));
            Assert.That(page, Does.Not.Contain("Not yours"));
        });
    }

    [Test]
    public async Task No_product_and_no_style_are_said_in_words()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Rope");
        var none = await PostAsync("/batches/new");
        var address = (await PostAsync("/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        var styleless = await PostAsync(address, ("styles", "no-such-style"));
        Assert.Multiple(async () =>
        {
            Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await none.Content.ReadAsStringAsync(), Does.Contain("Choose at least one product first"));
            Assert.That(styleless.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await styleless.Content.ReadAsStringAsync(), Does.Contain("Choose at least one style"));
        });
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("'; drop table recipes; --")]
    [TestCase("light \u202egnineve \u0007bell")]
    public async Task A_hostile_prompt_is_text_and_nothing_else(string prompt)
    {
        var product = await Seeds.AddProductAsync(StoreA, "Lantern");
        var address = (await PostAsync("/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        var answer = await PostAsync(address, ("styles", "studio-shot"), ("prompt", prompt));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var page = await Client.GetStringAsync(answer.Headers.Location);
        Assert.That(new[] { "<script>alert(1)", "\u202e", "\u0007" }.Where(part => page.Contains(part, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_prompt_with_a_null_character_is_refused_and_changes_nothing()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Anchor");
        var address = (await PostAsync("/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        var answer = await PostAsync(address, ("styles", "lifestyle"), ("prompt", "a\0b"));
        Assert.Multiple(async () =>
        {
            Assert.That((int)answer.StatusCode, Is.GreaterThanOrEqualTo(400));
            Assert.That(await Client.GetStringAsync(address.Replace("/styles", "/review", StringComparison.Ordinal)), Does.Contain("Studio shot").And.Not.Contain("Lifestyle"));
        });
    }

    [Test]
    public async Task A_prompt_or_name_that_is_too_long_is_refused_with_the_limit()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Kite");
        var address = (await PostAsync("/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        var prompt = await PostAsync(address, ("styles", "studio-shot"), ("prompt", new string('x', RecipeLimits.Prompt + 1)));
        var name = await PostAsync(await ToReviewAsync(product), ("Name", new string('x', BatchDraft.LongestName + 1)), ("credits", "9"));
        Assert.Multiple(async () =>
        {
            Assert.That(prompt.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await prompt.Content.ReadAsStringAsync(), Does.Contain("longer than 500 characters"));
            Assert.That(name.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await name.Content.ReadAsStringAsync(), Does.Contain("At most 80 characters"));
        });
    }

    [Test]
    public async Task A_choice_saves_itself_and_answers_with_the_summary()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Basket");
        var draft = Guid.CreateVersion7(Clock.GetUtcNow());
        var answer = await PostAsync("/batches/new?handler=Save", ("draft", draft.ToString()), ("productIds", product.Id.ToString()));
        Assert.Multiple(async () =>
        {
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/vnd.turbo-stream.html"));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("target=\"summary\"").And.Contain("1 picture"));
            Assert.That(await Client.GetStringAsync($"/batches/new/{draft}"), Does.Contain("1 product chosen"));
        });
    }

    [Test]
    public async Task Every_product_that_matches_can_be_chosen_at_once()
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            await Seeds.AddProductAsync(StoreA, $"Zebra {number}", change: product => product.ProductType = "Animal");
        }

        var answer = await PostAsync("/batches/new?type=Animal&handler=Every");
        var draft = Guid.Parse(answer.Headers.Location!.ToString().Split('/', '?')[3]);
        var chosen = await ReadAsync(StoreA, context => context.BatchDrafts.Where(row => row.Id == draft).Select(row => row.ProductIds).SingleAsync());
        Assert.That(chosen, Has.Length.EqualTo(3));
    }

    [Test]
    public async Task Search_takes_its_wildcards_literally()
    {
        await Seeds.AddProductAsync(StoreA, "100% linen");
        await Seeds.AddProductAsync(StoreA, "1000 nails");
        var page = await Client.GetStringAsync("/batches/new?q=100%25");
        Assert.That(page, Does.Contain("100% linen").And.Not.Contain("1000 nails"));
    }

    [Test]
    public async Task A_filter_can_stand_for_the_products_and_be_given_up_again()
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            await Seeds.AddProductAsync(StoreA, $"Lynx {number}", change: product => product.ProductType = "Cat");
        }

        var address = (await PostAsync("/batches/new?type=Cat&handler=Scope")).Headers.Location!.ToString();
        var page = await Client.GetStringAsync(address);
        await Seeds.AddProductAsync(StoreA, "Lynx 4", change: product => product.ProductType = "Cat");
        var later = await Client.GetStringAsync($"{address}/review");
        await PostAsync($"{address}?handler=Single");
        Assert.Multiple(async () =>
        {
            Assert.That(page, Does.Contain("Type: Cat").And.Contain("3 products match now"));
            Assert.That(later, Does.Contain("Make 4 pictures for 4 credits"), "read anew until it is started");
            Assert.That(await Client.GetStringAsync(address), Does.Contain("4 products chosen"));
        });
    }

    [Test]
    public async Task Another_stores_draft_does_not_exist_on_any_step()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Secret");
        var review = await ToReviewAsync(product);
        var draft = review[..^"/review".Length];
        Assert.Multiple(async () =>
        {
            foreach (var address in (string[])[draft, $"{draft}/styles", review, $"{draft}/previews/lifestyle"])
            {
                Assert.That((await Theirs.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
            }

            foreach (var address in (string[])[draft, $"{draft}?handler=Save", $"{draft}?handler=Every", $"{draft}?handler=Scope", $"{draft}?handler=Single", $"{draft}/styles?handler=Use", $"{draft}/styles?handler=Keep", $"{draft}/review?handler=Pilot", $"{draft}/styles", $"{draft}/styles?handler=Save", review])
            {
                Assert.That((await SendAsync(Theirs, address, ("styles", "lifestyle"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
            }
        });
    }
}
