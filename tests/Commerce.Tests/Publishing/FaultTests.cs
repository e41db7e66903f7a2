using Commerce.Data;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Publishing;

/// <summary>Every call of a publication and its revert, each with every way in which a shop can fail to answer it.</summary>
public sealed class FaultTests : PublishingFixture
{
    private static readonly string[] Calls =
        ["stagedUploadsCreate", "/staged/", "fileCreate", "FileStatus", "ProductGallery", "fileUpdate", "productVariantDetachMedia", "productVariantAppendMedia", "productReorderMedia", "JobStatus"];

    private static readonly string[] Kinds = ["429", "5xx", "cut", "garbage"];

    [TestCaseSource(nameof(Kinds))]
    public async Task Each_call_once_unanswered_ends_in_the_right_state_without_a_storm_of_retries(string kind)
    {
        var product = await AddMediaAsync(pictures: 1);
        var before = Text(await ProductAsync(product.Handle));
        var variant = await ReadAsync(context => context.Variants.Where(row => row.ProductId == product.Id && row.Title == "Brass").Select(row => row.Id).SingleAsync());
        var undisturbed = await CallsAsync(product, variant, before, "nothing", null);
        foreach (var call in Calls)
        {
            if ((kind, call) == ("garbage", "/staged/"))
            {
                // A storage that answers "stored" has stored it, as far as anyone can tell; Shopify then says that the file is missing.
                continue;
            }

            var calls = await CallsAsync(product, variant, before, kind, call);
            Assert.That(calls, Is.LessThanOrEqualTo(undisturbed + 40), $"{kind} at {call}");
        }
    }

    private async Task<int> CallsAsync(TestProduct product, Guid variant, string before, string kind, string? call)
    {
        var files = (await FilesAsync()).Count;
        if (call is not null)
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
            Assert.That(kind, Is.EqualTo("garbage"), $"at {call}: {publication.Message}");
            Assert.That(publication.Message, Is.Not.Empty);
            await DecideAsync(decisions => decisions.RetryAsync([publication.Id], CancellationToken.None));
            await DrainAsync();
            publication = await OfRunAsync(runId);
        }

        Assert.That(publication.State, Is.EqualTo(PublicationState.Published), $"{kind} at {call}: {publication.Message}");
        Assert.That(await FilesAsync(), Has.Count.EqualTo(files + 1), $"{kind} at {call}: files in the shop");
        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Reverted), $"{kind} at {call}: {(await OfRunAsync(runId)).Message}");
        Assert.That(Text(await ProductAsync(product.Handle)), Is.EqualTo(before), $"{kind} at {call}");
        return Kill.Passed.Count(point => point.StartsWith("before", StringComparison.Ordinal) && !point.Contains("UPDATE", StringComparison.Ordinal));
    }
}
