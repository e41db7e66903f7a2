using Commerce.Data;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Publishing;

/// <summary>Somebody works on a gallery between the plan and the deed, or between the deed and its revert.</summary>
public sealed class ConflictTests : PublishingFixture
{
    private static readonly object[] Edits = ["delete", "detach", "move", "alt", "attach"];

    [TestCaseSource(nameof(Edits))]
    public async Task Item27_A_gallery_that_changed_after_it_was_shown_is_left_alone(string edit)
    {
        var product = await AddMediaAsync(pictures: 1);
        var runId = await PublishAsync(new PublicationRequest(product.Assets, Placement.Front, new Dictionary<Guid, string>(), "staff 901") { Seen = await SeenAsync(product) });
        await StopsAsync(product, runId, edit);
    }

    [TestCaseSource(nameof(Edits))]
    public async Task Item27_A_gallery_that_was_not_shown_is_held_to_what_the_catalogue_knows(string edit)
    {
        var product = await AddMediaAsync(pictures: 1);
        await StopsAsync(product, await PublishAsync(product, Placement.Front), edit);
    }

    [TestCase(Placement.End)]
    [TestCase(Placement.Front)]
    [TestCase(Placement.AfterFirst)]
    [TestCase(Placement.Replace)]
    public async Task Item27_What_is_done_is_what_was_shown(Placement placement)
    {
        var product = await AddMediaAsync(pictures: 2);
        var seen = await SeenAsync(product);
        var variant = await ReadAsync(context => context.Variants.Where(row => row.ProductId == product.Id && row.Title == "Copper").SingleAsync());
        var request = new PublicationRequest(product.Assets, placement, new Dictionary<Guid, string> { [product.Assets[1]] = "By hand" }, "staff 901")
        {
            Seen = seen, VariantPictures = new Dictionary<Guid, Guid> { [variant.Id] = product.Assets[1] },
        };
        var plan = (await Work.RunAsync(StoreId, scope => scope.GetRequiredService<PublicationPlanner>().PlanAsync(request, CancellationToken.None))).Products.Single();
        var runId = await PublishAsync(request);
        await DrainAsync();
        var (done, publication) = ((await SeenAsync(product))[product.Id], await OfRunAsync(runId));
        var files = publication.Items.ConvertAll(item => item.FileId!);
        Assert.Multiple(() =>
        {
            Assert.That(publication.Plan!.Gallery.Media.Select(item => item.Id), Is.EqualTo(seen[product.Id].Media.Select(medium => medium.Id)), "the plan is kept");
            Assert.That(done.Media.Select(medium => medium.Id), Is.EqualTo(placement.Arrange([.. seen[product.Id].Media.Select(medium => medium.Id)], files)));
            Assert.That(plan.Items.Select(item => item.Alt), Is.EqualTo(files.Select(id => done.Media.Single(medium => medium.Id == id).Alt)));
            Assert.That(plan.Items.Select(item => item.VariantIds), Is.EqualTo(files.Select(id => done.Variants.Where(one => one.MediaId == id).Select(one => one.VariantId))));
        });
    }

    [TestCaseSource(nameof(Edits))]
    public async Task Item28_Ours_can_be_taken_out_with_the_changes_kept(string edit)
    {
        var product = await AddMediaAsync(pictures: 2);
        var publication = await PublishedAsync(product, Placement.AfterFirst);
        await EditAsync(product, edit);
        var ours = publication.Items.ConvertAll(item => item.FileId!);
        var wanted = (await GalleryAsync(product.Handle)).Where(medium => !ours.Contains((string)medium!["id"]!)).Select(medium => Text(medium!)).ToList();
        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(publication.RunId)).State, Is.EqualTo(PublicationState.RevertFailed));
        await DecideAsync(decisions => decisions.RevertAsync([publication.Id], keepChanges: true, CancellationToken.None));
        await DrainAsync();
        var reverted = await OfRunAsync(publication.RunId);
        Assert.That(reverted.State, Is.EqualTo(PublicationState.Reverted), reverted.Message);
        Assert.That(reverted.Message, Does.StartWith("Our media were taken out; what was changed in the shop was kept"));
        Assert.That((await GalleryAsync(product.Handle)).Select(medium => Text(medium!)), Is.EqualTo(wanted));
    }

    [Test]
    public async Task Item28_It_can_be_left_as_it_is()
    {
        var product = await AddMediaAsync(pictures: 1);
        var publication = await PublishedAsync(product, Placement.End);
        await EditAsync(product, "alt");
        var changed = Text(await GalleryAsync(product.Handle));
        await RevertAsync(publication.Id);
        await DrainAsync();
        await DecideAsync(decisions => decisions.LeaveAsync([publication.Id], "staff 902", CancellationToken.None));
        await DrainAsync();
        var left = await OfRunAsync(publication.RunId);
        Assert.That((left.State, left.Message, left.Conflict), Is.EqualTo((PublicationState.Published, "Left as it is by staff 902.", (GalleryChanges?)null)));
        Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(changed));
    }

    [Test]
    public async Task Item28_An_alt_text_that_a_person_wrote_over_ours_stays_and_the_receipt_says_so()
    {
        var product = await AddMediaAsync(pictures: 1);
        var publication = await PublishedAsync(product, Placement.End);
        var file = publication.Items[0].FileId!;
        await EditAsync(product.Handle, new { op = "alt", id = file, alt = "A better text" });
        await RevertAsync(publication.Id);
        await DrainAsync();
        var reverted = await OfRunAsync(publication.RunId);
        Assert.That(reverted.State, Is.EqualTo(PublicationState.Reverted), reverted.Message);
        Assert.That(reverted.Items[0].Message, Does.Contain("edited in the shop to “A better text”"));
        var kept = System.Text.Json.Nodes.JsonNode.Parse(await Sandbox.Control.GetStringAsync($"control/shops/{Domain}/files"))!["files"]!.AsArray().Single(one => (string)one!["id"]! == file);
        Assert.That((string?)kept!["alt"], Is.EqualTo("A better text"));
    }

    [Test]
    public async Task Item28_A_replaced_order_comes_back_although_an_alt_text_was_edited()
    {
        var product = await AddMediaAsync(pictures: 1);
        var before = Ids(await GalleryAsync(product.Handle));
        var publication = await PublishedAsync(product, Placement.Replace);
        await EditAsync(product.Handle, new { op = "alt", id = before[1], alt = "Edited by hand" });
        await DecideAsync(decisions => decisions.RevertAsync([publication.Id], keepChanges: true, CancellationToken.None));
        await DrainAsync();
        var after = await GalleryAsync(product.Handle);
        Assert.That(Ids(after), Is.EqualTo(before));
        Assert.That((string?)after[1]!["alt"], Is.EqualTo("Edited by hand"));
    }

    private async Task StopsAsync(TestProduct product, Guid? runId, string edit)
    {
        var files = (await FilesAsync()).Count;
        await EditAsync(product, edit);
        var changed = Text(await GalleryAsync(product.Handle));
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.Multiple(async () =>
        {
            Assert.That(publication.State, Is.EqualTo(PublicationState.Failed));
            Assert.That(publication.Conflict!.List.Select(change => change.Kind), Is.EqualTo(new[]
            {
                edit switch { "delete" or "detach" => ChangeKind.Removed, "move" => ChangeKind.Moved, "alt" => ChangeKind.Reworded, _ => ChangeKind.Added },
            }));
            Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(changed), "nothing was touched");
            Assert.That(await FilesAsync(), Has.Count.EqualTo(files - (edit == "delete" ? 1 : 0)), "nothing was uploaded");
        });
        Assert.That(await PublishAsync(new PublicationRequest(product.Assets, Placement.Front, new Dictionary<Guid, string>(), "staff 901") { Seen = await SeenAsync(product) }), Is.Not.Null, "after another look it may go on");
        await DrainAsync();
    }

    private async Task<Publication> PublishedAsync(TestProduct product, Placement placement)
    {
        var runId = await PublishAsync(product, placement);
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.That(publication.State, Is.EqualTo(PublicationState.Published), publication.Message);
        return publication;
    }

    private async Task EditAsync(TestProduct product, string edit)
    {
        var own = (await ReadAsync(context => context.SourceImages.Where(image => image.ProductId == product.Id).OrderBy(image => image.Position).Select(image => image.ShopifyId).ToListAsync()))[2];
        var foreign = await ReadAsync(context => context.SourceImages.Where(image => image.ProductId != product.Id).Select(image => image.ShopifyId).FirstAsync());
        await EditAsync(product.Handle, edit switch
        {
            "move" => new { op = "move", id = own, position = 0 },
            "alt" => (object)new { op = "alt", id = own, alt = "Edited by hand" },
            "attach" => new { op = "attach", id = foreign },
            _ => new { op = edit, id = own },
        });
    }

    private async Task<IReadOnlyDictionary<Guid, LiveGallery>> SeenAsync(TestProduct product) => new Dictionary<Guid, LiveGallery>
    {
        [product.Id] = (await Work.RunAsync(StoreId, scope => scope.GetRequiredService<LiveGalleries>().ReadAsync([product.ShopifyId], CancellationToken.None)))[product.ShopifyId],
    };
}
