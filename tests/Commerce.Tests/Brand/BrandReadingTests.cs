using Commerce.Brand;
using Commerce.Brand.Reading;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Brand;

[Category("Database")]
public sealed class BrandReadingTests : BrandWorld
{
    [Test]
    public async Task A_reading_writes_a_version_in_which_every_claim_has_its_receipt()
    {
        var store = await AddStoreAsync();
        await RequestAsync(store.Id);
        await WorkAsync(store.Id);

        var reading = await LatestAsync(store.Id);
        var profile = await CurrentAsync(store.Id);
        Assert.Multiple(() =>
        {
            Assert.That((reading.State, reading.PagesRead, reading.FinishedAt), Is.EqualTo((ReadingState.Done, 2, (DateTimeOffset?)Clock.GetUtcNow())));
            Assert.That((profile.Version, profile.Analyser, profile.CreatedBy), Is.EqualTo((1, BrandReader.BuiltIn, "staff 901")));
            Assert.That(profile.Attributes.Where(row => row.Kind == AttributeKind.Tone).Select(row => row.Value), Is.SupersetOf(new[] { "Calm", "Handcrafted" }));
            Assert.That(profile.Attributes.Single(row => row.Role == "primary").Value, Is.EqualTo("#8f4a2e"));
            Assert.That(profile.Attributes.Select(row => row.ReceiptUrl), Is.All.StartsWith(Site.Address.AbsoluteUri));
            Assert.That(profile.Attributes.Select(row => row.ReceiptText), Is.All.Not.Empty);
            Assert.That(profile.SampleSentence, Is.Not.Null);
        });
    }

    [Test]
    public async Task Only_one_reading_is_active_however_often_it_is_asked_for()
    {
        var store = await AddStoreAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RequestAsync(store.Id)));
        Assert.That(asked.Select(reading => reading.Id).Distinct().Count(), Is.EqualTo(1));

        await WorkAsync(store.Id);
        Assert.That((await RequestAsync(store.Id)).Id, Is.Not.EqualTo(asked[0].Id), "the first has ended");
    }

    [Test]
    public async Task What_is_locked_or_the_owners_stays_and_the_rest_is_replaced()
    {
        var store = await AddStoreAsync();
        await RequestAsync(store.Id);
        await WorkAsync(store.Id);
        var first = await CurrentAsync(store.Id);
        var calm = first.Attributes.Single(row => row.Value == "Calm");
        var lines = first.Attributes.Select(row => new AttributeEntry(row.Id, row.Kind, row.Value, row.Role, Locked: row.Id == calm.Id))
            .Append(new AttributeEntry(null, AttributeKind.Tone, "Ours alone", null, false))
            .Append(new AttributeEntry(null, AttributeKind.Palette, "#112233", "accent", false));
        await WithAsync(store.Id, profiles => profiles.SaveAsync(1, [.. lines], "staff 901", CancellationToken.None));

        Site.Html("/", "<title>Peak</title><h1>Adventure</h1><style>:root { --color-primary: #143d59; --color-accent: #f26b21 }</style><p>Gear for the trail and the summit, tested by us.</p><p>We explore the backcountry every weekend of the year.</p>");
        Site.Answers.TryRemove("/pages/about", out _);
        await RequestAsync(store.Id);
        await WorkAsync(store.Id);

        var next = await CurrentAsync(store.Id);
        var tones = next.Attributes.Where(row => row.Kind == AttributeKind.Tone).ToDictionary(row => row.Value);
        Assert.Multiple(() =>
        {
            Assert.That(next.Version, Is.EqualTo(3));
            Assert.That(tones.Keys, Does.Contain("Calm").And.Contain("Ours alone").And.Contain("Adventurous").And.Not.Contain("Handcrafted"));
            Assert.That((tones["Calm"].Locked, tones["Calm"].ReceiptText), Is.EqualTo((true, calm.ReceiptText)));
            Assert.That(next.Attributes.Where(row => row.Role == "primary").Select(row => row.Value), Is.EqualTo(new[] { "#143d59" }));
            Assert.That(next.Attributes.Where(row => row.Role == "accent").Select(row => row.Value), Is.EqualTo(new[] { "#112233" }), "the owner's accent holds the role");
            Assert.That(next.Note, Does.EndWith("3 of yours kept"));
        });
    }

    [Test]
    public async Task A_worker_stopped_half_way_leaves_a_reading_that_the_next_one_finishes_once()
    {
        var store = await AddStoreAsync();
        await RequestAsync(store.Id);
        using var stop = new CancellationTokenSource();
        var about = Site.Answers["/pages/about"];
        Site.Answers["/pages/about"] = async context =>
        {
            await stop.CancelAsync();
            await about(context);
        };
        Assert.That(() => WorkAsync(store.Id, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        var left = await LatestAsync(store.Id);
        Assert.That((left.State, left.PagesRead, await VersionsAsync(store.Id)), Is.EqualTo((ReadingState.Running, 1, 0)));

        Site.Answers["/pages/about"] = about;
        await WorkAsync(store.Id);
        await WorkAsync(store.Id);
        Assert.That(((await LatestAsync(store.Id)).State, await VersionsAsync(store.Id)), Is.EqualTo((ReadingState.Done, 1)));
    }

    [Test]
    public async Task A_reading_whose_job_was_lost_is_due_until_it_ends()
    {
        var store = await AddStoreAsync();
        await RequestAsync(store.Id);
        var backlog = ActivatorUtilities.CreateInstance<ReadingBacklog>(Services);
        Assert.That(await DueAsync(store.Id), Is.LessThanOrEqualTo(Clock.GetUtcNow()), "the sweep finds it");
        Assert.That(await backlog.SettleAsync(store.Id, CancellationToken.None), Is.GreaterThan(Clock.GetUtcNow()), "and comes by again");

        await WorkAsync(store.Id);
        Assert.That(await backlog.SettleAsync(store.Id, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Two_workers_on_one_reading_write_one_version()
    {
        var store = await AddStoreAsync();
        await RequestAsync(store.Id);
        await Task.WhenAll(WorkAsync(store.Id), WorkAsync(store.Id), WorkAsync(store.Id));
        Assert.That(await VersionsAsync(store.Id), Is.EqualTo(1));
    }

    [Test]
    public async Task A_site_that_cannot_be_read_ends_in_words_and_leaves_the_profile_alone()
    {
        var store = await AddStoreAsync();
        Site.Text("/", "application/pdf", "%PDF");
        await RequestAsync(store.Id);
        await WorkAsync(store.Id);
        var reading = await LatestAsync(store.Id);
        Assert.That((reading.State, await VersionsAsync(store.Id)), Is.EqualTo((ReadingState.Failed, 0)));
        Assert.That(reading.Message, Does.Contain("application/pdf"));
    }

    [Test]
    public async Task A_private_address_is_refused_by_the_worker_though_the_owner_asked_for_it()
    {
        var store = await AddStoreAsync();
        await RequestAsync(store.Id, "http://10.0.0.1/");
        await WorkAsync(store.Id);
        Assert.That((await LatestAsync(store.Id)).Message, Does.Contain("private network"));
    }

    [TestCase("not an address"), TestCase("ftp://shop.example/"), TestCase("https://owner:word@shop.example/"), TestCase("https://shop.example:8443/")]
    public async Task Refuses_an_address_that_is_no_website_and_starts_nothing(string typed)
    {
        var store = await AddStoreAsync();
        Assert.That(() => RequestAsync(store.Id, typed), Throws.TypeOf<SiteReadException>());
        Assert.That(await ReadAsync(store.Id, context => context.BrandReadings.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task The_first_reading_starts_once_and_only_for_a_store_with_a_website()
    {
        var (without, with) = (await AddStoreAsync(), await AddStoreAsync());
        await ReadAsync(with.Id, context => context.Stores.ExecuteUpdateAsync(row => row.SetProperty(store => store.SiteUrl, Site.Address.AbsoluteUri)));
        await StartFirstAsync(without.Id);
        await StartFirstAsync(with.Id);
        await WorkAsync(with.Id);
        await StartFirstAsync(with.Id);
        Assert.That(await ReadAsync(without.Id, context => context.BrandReadings.CountAsync()), Is.Zero);
        Assert.That(await ReadAsync(with.Id, context => context.BrandReadings.CountAsync()), Is.EqualTo(1));
        Assert.That((await CurrentAsync(with.Id)).CreatedBy, Is.EqualTo(BrandReadings.App));
    }

    private Task StartFirstAsync(Guid storeId) => AskAsync(storeId, async readings =>
    {
        await readings.StartFirstAsync(CancellationToken.None);
        return true;
    });

    private Task<DateTimeOffset?> DueAsync(Guid storeId) =>
        ReadAsync(storeId, context => context.StoreDirectory.Where(row => row.StoreId == storeId).Select(row => row.BacklogDueAt).SingleAsync());

    private async Task<BrandReading> LatestAsync(Guid storeId) => (await AskAsync(storeId, readings => readings.LatestAsync(CancellationToken.None)))!;

    private Task<int> VersionsAsync(Guid storeId) => ReadAsync(storeId, context => context.BrandProfiles.CountAsync());
}
