using Commerce.Brand;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commerce.Tests.Brand;

[Category("Database")]
public sealed class BrandProfilesTests : BrandWorld
{
    [Test]
    public async Task Versions_and_their_attributes_are_never_altered()
    {
        var store = await AddStoreAsync();
        await SaveAsync(store.Id, 0, "Calm");
        Assert.Multiple(() =>
        {
            Assert.That(() => ReadAsync(store.Id, context => context.BrandProfiles.ExecuteUpdateAsync(row => row.SetProperty(each => each.Note, "changed"))), Throws.InstanceOf<PostgresException>());
            Assert.That(() => ReadAsync(store.Id, context => context.BrandAttributes.ExecuteUpdateAsync(row => row.SetProperty(each => each.Value, "changed"))), Throws.InstanceOf<PostgresException>());
        });
    }

    [Test]
    public async Task A_brand_described_by_hand_is_a_version_without_a_website()
    {
        var store = await AddStoreAsync();
        Assert.That(await SaveAsync(store.Id, 0, "Calm"), Is.EqualTo(1));
        var profile = await CurrentAsync(store.Id);
        Assert.That((profile.Analyser, profile.Note, profile.Attributes.Single().ByOwner), Is.EqualTo((ProfileContent.ByHand, "Added tone word “Calm”", true)));
    }

    [Test]
    public async Task Saving_without_a_change_writes_nothing()
    {
        var store = await AddStoreAsync();
        await SaveAsync(store.Id, 0, "Calm");
        Assert.That(await SaveAsync(store.Id, 1, "calm"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_edit_of_an_older_version_is_told_so_and_not_saved()
    {
        var store = await AddStoreAsync();
        await SaveAsync(store.Id, 0, "Calm");
        await SaveAsync(store.Id, 1, "Bold");
        Assert.That(() => SaveAsync(store.Id, 1, "Playful"), Throws.TypeOf<OutdatedVersionException>().With.Property("Current").EqualTo(2));
        Assert.That((await CurrentAsync(store.Id)).Attributes.Single().Value, Is.EqualTo("Bold"));
    }

    [Test]
    public async Task Of_edits_at_the_same_time_one_is_saved()
    {
        var store = await AddStoreAsync();
        var edits = await Task.WhenAll(new[] { "Calm", "Bold", "Playful" }.Select(async word =>
        {
            try
            {
                return await SaveAsync(store.Id, 0, word);
            }
            catch (OutdatedVersionException)
            {
                return 0;
            }
        }));
        Assert.That(edits.Order(), Is.EqualTo(new[] { 0, 0, 1 }));
    }

    [Test]
    public async Task Using_a_version_again_says_the_same_as_a_new_one()
    {
        var store = await AddStoreAsync();
        await RequestAsync(store.Id);
        await WorkAsync(store.Id);
        var first = await CurrentAsync(store.Id);
        await SaveAsync(store.Id, 1, "Bold");
        Assert.That(await WithAsync(store.Id, profiles => profiles.UseAgainAsync(1, 2, "staff 901", CancellationToken.None)), Is.EqualTo(3));
        var again = await CurrentAsync(store.Id);
        Assert.Multiple(() =>
        {
            Assert.That(ProfileContent.Of(again).Attributes, Is.EqualTo(ProfileContent.Of(first).Attributes));
            Assert.That((again.SiteUrl, again.SampleSentence, again.Note), Is.EqualTo((first.SiteUrl, first.SampleSentence, "Version 1 used again")));
        });
    }

    [Test]
    public async Task A_lock_is_an_edit_that_keeps_the_receipt()
    {
        var store = await AddStoreAsync();
        await RequestAsync(store.Id);
        await WorkAsync(store.Id);
        var calm = (await CurrentAsync(store.Id)).Attributes.Single(row => row.Value == "Calm");
        Assert.That(await LockAsync(store.Id, calm.Id), Is.EqualTo(2));
        var locked = (await CurrentAsync(store.Id)).Attributes.Single(row => row.Value == "Calm");
        Assert.That((locked.Locked, locked.ReceiptText, locked.ByOwner), Is.EqualTo((true, calm.ReceiptText, false)));
        Assert.That(await LockAsync(store.Id, calm.Id), Is.Null, "that attribute belongs to the older version");
    }

    [Test]
    public async Task Another_stores_versions_and_attributes_are_not_there()
    {
        var (mine, other) = (await AddStoreAsync(), await AddStoreAsync());
        await SaveAsync(other.Id, 0, "Calm");
        var theirs = (await CurrentAsync(other.Id)).Attributes.Single();
        Assert.Multiple(async () =>
        {
            Assert.That(await WithAsync(mine.Id, profiles => profiles.FindAsync(1, CancellationToken.None)), Is.Null);
            Assert.That(await WithAsync(mine.Id, profiles => profiles.UseAgainAsync(1, 0, "staff 901", CancellationToken.None)), Is.Null);
            Assert.That(await LockAsync(mine.Id, theirs.Id), Is.Null);
        });
    }

    private Task<int?> LockAsync(Guid storeId, Guid attributeId) =>
        WithAsync(storeId, profiles => profiles.LockAsync(attributeId, true, "staff 901", CancellationToken.None));

    private Task<int> SaveAsync(Guid storeId, int edited, string tone) => WithAsync(storeId, profiles =>
        profiles.SaveAsync(edited, [new AttributeEntry(null, AttributeKind.Tone, tone, null, false)], "staff 901", CancellationToken.None));
}
