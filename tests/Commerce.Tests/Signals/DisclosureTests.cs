using Commerce.Publishing;
using Commerce.Signals;
using Commerce.Tests.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Signals;

/// <summary>What a product's page can say of its media, against the sandbox.</summary>
public sealed class DisclosureTests : SignalFixture
{
    [Test]
    public async Task Publishing_sets_the_disclosure_and_the_newest_video_and_reverting_clears_both()
    {
        var product = await AddMediaAsync(pictures: 1, videos: 1);
        var publication = await PublishedAsync(product);
        await TellAsync();
        var shown = await MetafieldsAsync(product);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await RevertAsync(publication.Id);
        await DrainAsync();
        await TellAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(shown[Disclosure.MediaKey], Is.EqualTo("true"));
            Assert.That(shown[Disclosure.VideoKey], Does.StartWith("gid://shopify/Video/"));
            Assert.That(await MetafieldsAsync(product), Is.Empty);
        });
    }

    [Test]
    public async Task While_other_media_stay_published_the_disclosure_stays()
    {
        var product = await AddMediaAsync(pictures: 1);
        await PublishedAsync(product);
        var film = await PublishedAsync(product with { Assets = await AddAssetsAsync(product.Id, pictures: 0, videos: 1) });
        await TellAsync();
        Assert.That((await MetafieldsAsync(product)).Keys, Is.EquivalentTo(new[] { Disclosure.MediaKey, Disclosure.VideoKey }));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await RevertAsync(film.Id);
        await DrainAsync();
        await TellAsync();
        Assert.That((await MetafieldsAsync(product)).Keys, Is.EqualTo(new[] { Disclosure.MediaKey }));
    }

    [Test]
    public async Task A_change_while_it_is_sent_is_sent_too()
    {
        var product = await AddMediaAsync(pictures: 1);
        await PublishedAsync(product);
        await Signals.SettleAsync(StoreId, CancellationToken.None);
        var later = Clock.GetUtcNow().AddMinutes(1);
        await ReadAsync(context => context.Signals.Where(signal => signal.SubjectId == product.Id).ExecuteUpdateAsync(row => row.SetProperty(signal => signal.LeaseOwner, "slow")));
        var sending = (await SignalOfAsync(product.Id))!;
        await ReadAsync(context => context.Signals.Where(signal => signal.SubjectId == product.Id).ExecuteUpdateAsync(row => row.SetProperty(signal => signal.ChangedAt, later)));
        await Work.RunAsync(StoreId, scope => scope.GetRequiredService<SignalSending>().RunAsync(sending, CancellationToken.None));
        var after = (await SignalOfAsync(product.Id))!;
        Assert.That((after.DueAt is null, after.SentAt), Is.EqualTo((false, (DateTimeOffset?)null)), "the older state does not count as sent");
    }

    [Test]
    public async Task A_product_that_is_gone_ends_it_quietly()
    {
        var product = await AddMediaAsync(pictures: 1);
        await PublishedAsync(product);
        await ReadAsync(context => context.Database.ExecuteSqlAsync($"update products set shopify_id = 'gid://shopify/Product/99999999' where id = {product.Id}"));
        await TellAsync();
        var signal = (await SignalOfAsync(product.Id))!;
        Assert.That((signal.DueAt, signal.SentAt, signal.Message), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null, "Owner does not exist.")));
    }

    [Test]
    public async Task A_scope_that_was_taken_back_ends_it_quietly()
    {
        var product = await AddMediaAsync(pictures: 1);
        await PublishedAsync(product);
        await Sandbox.PostAsync($"control/shops/{Domain}/scopes", new { scopes = new[] { "read_products" } });
        await TellAsync();
        await Sandbox.PostAsync($"control/shops/{Domain}/scopes", new { scopes = Commerce.Stores.AppScopes.All });
        var signal = (await SignalOfAsync(product.Id))!;
        Assert.That((signal.DueAt, signal.SentAt), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null)));
        Assert.That(signal.Message, Does.Contain("Access denied"));
    }

    private async Task<Publication> PublishedAsync(TestProduct product)
    {
        var runId = await PublishAsync(product);
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.That(publication.State, Is.EqualTo(PublicationState.Published), publication.Message);
        return publication;
    }
}
