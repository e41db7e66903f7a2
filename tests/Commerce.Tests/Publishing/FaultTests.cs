using Commerce.Data;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Publishing;

/// <summary>Every call of a publication and its revert, each with every way in which a shop can fail to answer it.</summary>
public sealed class FaultTests : PublishingFixture
{
    private static readonly string[] Calls =
        ["stagedUploadsCreate", "/staged/", "fileCreate", "FileStatus", "ProductGallery", "fileUpdate", "productVariantDetachMedia", "productVariantAppendMedia", "productReorderMedia", "JobStatus"];

    [TestCase("throttled")]
    [TestCase("5xx")]
    [TestCase("cut")]
    public async Task What_passes_is_outlived_at_every_call_without_a_storm_of_retries(string kind)
    {
        var (product, variant, before) = await TakeAsync();
        var undisturbed = await CallsAsync(product, variant, before, "nothing", []);
        Assert.That(await CallsAsync(product, variant, before, kind, Calls), Is.LessThanOrEqualTo(undisturbed + (4 * Calls.Length)), kind);
    }

    // Not the storage: if it answers "stored" it has stored it, as far as anyone can tell, and Shopify then says that the file is missing.
    private static IEnumerable<string> Operations => Calls.Where(call => call != "/staged/");

    [TestCaseSource(nameof(Operations))]
    public async Task An_answer_that_is_none_ends_in_the_right_state(string call)
    {
        var (product, variant, before) = await TakeAsync();
        await CallsAsync(product, variant, before, "garbage", [call]);
    }

    private async Task<(TestProduct Product, Guid Variant, string Before)> TakeAsync()
    {
        var product = await AddMediaAsync(pictures: 1);
        var variant = await ReadAsync(context => context.Variants.Where(row => row.ProductId == product.Id && row.Title == "Brass").Select(row => row.Id).SingleAsync());
        return (product, variant, Text(await ProductAsync(product.Handle)));
    }

    private async Task<int> CallsAsync(TestProduct product, Guid variant, string before, string kind, IReadOnlyList<string> calls)
    {
        var files = (await FilesAsync()).Count;
        foreach (var call in calls)
        {
            await FaultAsync(kind, call);
        }

        Kill.Arm(0);
        var runId = await PublishAsync(new PublicationRequest(product.Assets, Placement.Replace, new Dictionary<Guid, string>(), "staff 901") { VariantPictures = new Dictionary<Guid, Guid> { [variant] = product.Assets[0] } });
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        if (publication.State == PublicationState.Failed)
        {
            // An answer that is none ends it in words, for asking the same again would be answered the same. One click goes on.
            Assert.That(kind, Is.EqualTo("garbage"), $"at {string.Join(' ', calls)}: {publication.Message}");
            Assert.That(publication.Message, Is.Not.Empty);
            await DecideAsync(decisions => decisions.RetryAsync([publication.Id], CancellationToken.None));
            await DrainAsync();
            publication = await OfRunAsync(runId);
        }

        Assert.That(publication.State, Is.EqualTo(PublicationState.Published), $"{kind} at {string.Join(' ', calls)}: {publication.Message}");
        Assert.That(await FilesAsync(), Has.Count.EqualTo(files + 1), $"{kind} at {string.Join(' ', calls)}: files in the shop");
        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Reverted), $"{kind} at {string.Join(' ', calls)}: {(await OfRunAsync(runId)).Message}");
        Assert.That(Text(await ProductAsync(product.Handle)), Is.EqualTo(before), $"{kind} at {string.Join(' ', calls)}");
        return Kill.Passed.Count(point => point.StartsWith("before", StringComparison.Ordinal) && !point.Contains("UPDATE", StringComparison.Ordinal));
    }
}
