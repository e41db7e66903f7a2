using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Commerce.Brand;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Brand;

public sealed class BrandPagesTests : StudioFixture
{
    private const string Sentence = "We make calm bowls in a quiet workshop by the sea.";

    [SetUp]
    public async Task ForgetAsync()
    {
        foreach (var store in new[] { StoreA, StoreB })
        {
            await WriteAsync(store, async context =>
            {
                await context.BrandProfiles.ExecuteDeleteAsync();
                await context.BrandReadings.ExecuteDeleteAsync();
            });
        }
    }

    [Test]
    public async Task A_store_without_a_profile_is_asked_to_read_its_website()
    {
        var page = await ShowAsync("/brand");
        Assert.That(page.QuerySelector("input[name=site]")!.GetAttribute("value"), Is.EqualTo("http://127.0.0.1:9/"));
        Assert.That(page.Body!.TextContent, Does.Contain("Read your website").And.Contain("costs no credits"));
    }

    [Test]
    public async Task Reading_is_started_once_and_shown_live()
    {
        await PostAsync("/brand?handler=Read", [("site", "https://clay-house.example")]);
        await PostAsync("/brand?handler=Read", [("site", "https://clay-house.example")]);
        var reading = await ReadAsync(StoreA, context => context.BrandReadings.SingleAsync());
        Assert.That((reading.State, reading.SiteUrl, reading.RequestedBy), Is.EqualTo((ReadingState.Queued, "https://clay-house.example/", "staff 901")));

        var page = await ShowAsync("/brand");
        Assert.That(page.QuerySelector("[data-controller=stream]")!.GetAttribute("data-stream-url-value"), Is.EqualTo($"/brand/readings/{reading.Id}/events"));
        await WriteAsync(StoreA, context => context.BrandReadings.ExecuteUpdateAsync(row => row.SetProperty(each => each.State, ReadingState.Done)));
        using var client = ClientOf(StoreA);
        Assert.That(await client.GetStringAsync($"/brand/readings/{reading.Id}/events"), Does.Contain("event: done"));
    }

    [TestCase("", "This is not the address of a website"), TestCase("ftp://x", "This is not the address of a website"), TestCase("http://clay-house.example:8080", "port 8080")]
    public async Task An_address_that_is_no_website_is_refused_beside_the_field(string site, string words)
    {
        using var client = ClientOf(StoreA);
        using var answer = await client.PostAsync("/brand?handler=Read", Form([("site", site)]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(Parse(await answer.Content.ReadAsStringAsync()).QuerySelector(".field-error")!.TextContent, Does.Contain(words));
        Assert.That(await ReadAsync(StoreA, context => context.BrandReadings.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_failed_reading_says_why_and_what_to_do()
    {
        await AddReadingAsync(ReadingState.Failed, "The website answered with status 503 instead of the page.");
        var text = (await ShowAsync("/brand")).Body!.TextContent;
        Assert.That(text, Does.Contain("status 503").And.Contain("Nothing was charged").And.Contain("Describe it by hand"));
    }

    [Test]
    public async Task Every_claim_opens_its_receipt_and_the_page_says_who_read_it()
    {
        await AddProfileAsync(StoreA);
        var page = await ShowAsync("/brand");
        var chip = page.QuerySelectorAll(".claim > button").Single(button => button.TextContent.Contains("Calm", StringComparison.Ordinal));
        var receipt = page.GetElementById(chip.GetAttribute("popovertarget")!)!;
        Assert.Multiple(() =>
        {
            Assert.That(chip.TextContent, Does.Contain("79 %"));
            Assert.That(receipt.QuerySelector("q")!.TextContent, Is.EqualTo(Sentence));
            Assert.That(receipt.QuerySelector("a")!.GetAttribute("href"), Is.EqualTo("https://clay-house.example/about"));
            Assert.That(page.QuerySelector(".swatch-colour")!.GetAttribute("style"), Does.Contain("#8f4a2e"));
            Assert.That(page.QuerySelector("svg.sample-scene [fill='#8f4a2e']"), Is.Not.Null);
            Assert.That(page.Body!.TextContent, Does.Contain("because no AI key is set"));
        });
    }

    [Test]
    public async Task What_a_website_wrote_is_text_and_never_markup()
    {
        await AddProfileAsync(StoreA, "<script>alert(1)</script>", colour: "red;}</style>");
        using var client = ClientOf(StoreA);
        var html = await client.GetStringAsync("/brand");
        Assert.That(html, Does.Not.Contain("<script>alert(1)").And.Not.Contain("red;}</style>\"").And.Contain("--colour: transparent"));
    }

    [Test]
    public async Task An_edit_is_saved_as_the_next_version()
    {
        var profile = await AddProfileAsync(StoreA);
        var form = FormOf(await ShowAsync("/brand/edit"));
        var calm = form.Single(field => field.Value == "Calm").Name;
        form = [.. form.Where(field => field.Name != calm), (calm, "Quiet"), ("Lines.Index", "new"), ("Lines[new].Key", "new"), ("Lines[new].Kind", "Feature"), ("Lines[new].Value", "Repairs"), ("Lines[new].Locked", "true")];
        await PostAsync("/brand/edit", form);

        var saved = (await CurrentAsync())!;
        Assert.That((saved.Version, saved.Note), Is.EqualTo((profile.Version + 1, "Added tone word “Quiet”, added feature “Repairs”, removed tone word “Calm”")));
        Assert.That(saved.Attributes.Single(row => row.Value == "Repairs").Locked, Is.True);
        Assert.That(saved.Attributes.Single(row => row.Kind == AttributeKind.Palette).ReceiptText, Is.EqualTo("--color-primary: #8f4a2e"));
    }

    [Test]
    public async Task A_line_that_cannot_be_kept_is_marked_and_nothing_is_saved()
    {
        await AddProfileAsync(StoreA);
        var form = FormOf(await ShowAsync("/brand/edit"));
        var colour = form.Single(field => field.Value == "#8f4a2e").Name;
        using var client = ClientOf(StoreA);
        using var answer = await client.PostAsync("/brand/edit", Form([.. form.Where(field => field.Name != colour), (colour, "clay")]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var page = Parse(await answer.Content.ReadAsStringAsync());
        Assert.That(page.QuerySelector(".line .field-error")!.TextContent, Does.Contain("six digits"));
        Assert.That(((IHtmlInputElement)page.QuerySelector("input[aria-invalid]")!).Value, Is.EqualTo("clay"));
        Assert.That((await CurrentAsync())!.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task An_edit_begun_from_an_older_version_is_told_so()
    {
        await AddProfileAsync(StoreA);
        var form = FormOf(await ShowAsync("/brand/edit"));
        await AddProfileAsync(StoreA, version: 2);
        using var client = ClientOf(StoreA);
        using var answer = await client.PostAsync("/brand/edit", Form(form));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Somebody saved version 2 meanwhile"));
    }

    [Test]
    public async Task Versions_are_listed_compared_and_used_again()
    {
        await AddProfileAsync(StoreA);
        await AddProfileAsync(StoreA, tone: "Bold", version: 2);
        Assert.That((await ShowAsync("/brand/versions")).QuerySelectorAll(".version").Length, Is.EqualTo(2));
        Assert.That((await ShowAsync("/brand/versions/2")).QuerySelector(".diff")!.TextContent, Does.Contain("Bold").And.Contain("Calm"));

        await PostAsync("/brand/versions?handler=Use", [("version", "1"), ("current", "2")]);
        var current = (await CurrentAsync())!;
        Assert.That((current.Version, current.Attributes[0].Value), Is.EqualTo((3, "Calm")));
    }

    [Test]
    public async Task A_claim_of_the_version_in_force_is_locked_and_one_of_an_older_version_is_left_alone()
    {
        var first = await AddProfileAsync(StoreA);
        var lockIt = new[] { ("id", $"{first.Attributes[0].Id}"), ("locked", "true") };
        await PostAsync("/brand?handler=Lock", lockIt);
        Assert.That((await CurrentAsync())!.Attributes[0].Locked, Is.True);
        await PostAsync("/brand?handler=Lock", lockIt);
        Assert.That((await CurrentAsync())!.Version, Is.EqualTo(2));
    }

    [Test]
    public async Task Another_stores_versions_claims_and_readings_do_not_exist()
    {
        var theirs = await AddProfileAsync(StoreB);
        var reading = await AddReadingAsync(ReadingState.Running, null, StoreB);
        using var client = ClientOf(StoreA);
        var answers = new[]
        {
            await client.GetAsync("/brand/versions/1"),
            await client.GetAsync($"/brand/readings/{reading}/events"),
            await client.PostAsync("/brand?handler=Lock", Form([("id", $"{theirs.Attributes[0].Id}"), ("locked", "true")])),
            await client.PostAsync("/brand/versions?handler=Use", Form([("version", "1"), ("current", "0")])),
        };
        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("/brand"), TestCase("/brand/edit"), TestCase("/brand/versions"), TestCase("/brand/readings/018f0000-0000-7000-8000-000000000000/events")]
    public async Task Nobody_is_let_in_without_a_session(string path)
    {
        using var stranger = Stranger();
        Assert.That((await stranger.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private Task<BrandProfile?> CurrentAsync() => Work.RunAsync(StoreA.Id, services => services.GetRequiredService<BrandProfiles>().CurrentAsync(CancellationToken.None));

    private async Task<BrandProfile> AddProfileAsync(SeededStore store, string tone = "Calm", string colour = "#8f4a2e", int version = 1)
    {
        var profile = new BrandProfile
        {
            StoreId = store.Id, Id = Guid.CreateVersion7(Clock.GetUtcNow()), Version = version, SiteUrl = "https://clay-house.example/", Analyser = BrandReader.BuiltIn,
            SampleSentence = Sentence, SampleSentenceUrl = "https://clay-house.example/about", CreatedBy = "staff 901", CreatedAt = Clock.GetUtcNow(), Note = "Read 2 pages",
        };
        profile.Attributes.Add(Row(profile, AttributeKind.Tone, tone, "", Sentence, 0));
        profile.Attributes.Add(Row(profile, AttributeKind.Palette, colour, "primary", $"--color-primary: {colour}", 1));
        await WriteAsync(store, async context =>
        {
            context.Add(profile);
            await context.SaveChangesAsync();
        });
        return profile;
    }

    private BrandAttribute Row(BrandProfile profile, AttributeKind kind, string value, string role, string receipt, int position) => new()
    {
        StoreId = profile.StoreId, Id = Guid.CreateVersion7(Clock.GetUtcNow()), ProfileId = profile.Id, Kind = kind, Value = value, Role = role, Confidence = 0.79f,
        ReceiptUrl = "https://clay-house.example/about", ReceiptText = receipt, Position = position,
    };

    private async Task<Guid> AddReadingAsync(ReadingState state, string? message, SeededStore? store = null)
    {
        var reading = new BrandReading
        {
            StoreId = (store ?? StoreA).Id, Id = Guid.CreateVersion7(Clock.GetUtcNow()), SiteUrl = "https://clay-house.example/", State = state, Message = message,
            RequestedBy = "staff 901", CreatedAt = Clock.GetUtcNow(),
        };
        await WriteAsync(store ?? StoreA, async context =>
        {
            context.Add(reading);
            await context.SaveChangesAsync();
        });
        return reading.Id;
    }

    private async Task<IHtmlDocument> ShowAsync(string path)
    {
        using var client = ClientOf(StoreA);
        return Parse(await client.GetStringAsync(path));
    }

    private async Task PostAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var client = ClientOf(StoreA);
        using var answer = await client.PostAsync(path, Form(fields));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await answer.Content.ReadAsStringAsync());
    }

    private static List<(string Name, string Value)> FormOf(IHtmlDocument page) => [.. page.QuerySelectorAll("form[data-save-bar] input[name]").OfType<IHtmlInputElement>()
        .Where(input => input.Type != "checkbox" || input.IsChecked).Select(input => (input.Name!, input.Value))
        .Concat(page.QuerySelectorAll("form[data-save-bar] select").OfType<IHtmlSelectElement>().Select(select => (select.Name!, select.Value!)))];

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
