using System.Net.Http.Json;
using Commerce.Data;
using Commerce.Publishing;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Publications;

/// <summary>The pages of publishing when somebody works in the shop meanwhile.</summary>
[Category("Browser")]
[Category("Database")]
public sealed class ConflictPagesTests : PublicationPagesFixture
{
    [Test]
    public async Task A_gallery_that_changed_since_the_preview_is_listed_and_not_published_and_a_changed_one_is_not_reverted()
    {
        await OpenAtAsync("/publish");
        var own = (await GalleriesAsync())[Handles[0]];
        await EditAsync(Handles[0], new { op = "alt", id = (string)own[0]!["id"]!, alt = "Changed meanwhile" });
        await Page.Locator("main .button-primary").First.ClickAsync();
        await Assertions.Expect(Page.Locator(".banner-warning[role=status]")).ToContainTextAsync("1 product was not published");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("3 of 3 products published", new() { Timeout = 20_000 });
        await PicturesAsync("publication-changed");
        Assert.That((await GalleriesAsync())[Handles[0]], Has.Count.EqualTo(own.Count), "nothing was added there");

        var second = (await GalleriesAsync())[Handles[1]];
        await EditAsync(Handles[1], new { op = "alt", id = (string)second[0]!["id"]!, alt = "Edited by hand" });
        await Page.Locator(".page-header a", new() { HasText = "Revert" }).ClickAsync();
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("1 alt text edited");
        await PicturesAsync("revert-conflict");
        await Page.Locator(".button-destructive").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToContainTextAsync("to 3 products");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("2 of 3 products reverted", new() { Timeout = 20_000 });
        await PicturesAsync("publication-revert-failed");
        Assert.That((await GalleriesAsync())[Handles[1]].Select(medium => (string?)medium!["alt"]), Does.Contain("Edited by hand"));

        // The owner decides on the spot: ours goes, theirs stays.
        await Assertions.Expect(Page.Locator(".changes")).ToContainTextAsync("to “Edited by hand”");
        await Page.Locator(".publication-choices button", new() { HasText = "Take ours out, keep my changes" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".changes")).ToHaveCountAsync(0);
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("3 of 3 products reverted", new() { Timeout = 20_000 });
        Assert.That((await GalleriesAsync())[Handles[1]].Select(medium => (string?)medium!["alt"]), Does.Contain("Edited by hand"));
    }

    [Test]
    public async Task Item27_A_gallery_changed_before_its_turn_is_listed_in_words_and_pictures_and_can_be_looked_at_again()
    {
        var product = await ReadAsync(context => context.Products.SingleAsync(row => row.Handle == Handles[2]));
        var assets = await ReadAsync(context => context.Assets.Where(asset => asset.ProductId == product.Id).Select(asset => asset.Id).ToListAsync());
        var runId = await Work.RunAsync(Store.Id, services => services.GetRequiredService<PublicationStarter>().StartAsync(
            new PublicationRequest(assets, Placement.Front, new Dictionary<Guid, string>(), "staff 901"), CancellationToken.None));
        var before = (await GalleriesAsync())[Handles[2]];
        await EditAsync(Handles[2], new { op = "move", id = (string)before[0]!["id"]!, position = 1 });
        await DrainAsync();
        await OpenAtAsync($"/publications/{runId}");
        await Assertions.Expect(Page.Locator(".changes")).ToContainTextAsync("Moved from position");
        Assert.That(await Page.Locator(".changes img").CountAsync(), Is.EqualTo(1));
        await PicturesAsync("publication-conflict");
        await Page.Locator("a", new() { HasText = "Look again and publish" }).ClickAsync();
        await Assertions.Expect(Page.Locator("main .button-primary").First).ToHaveTextAsync("Publish 2 pictures to 1 product");
        await Page.Locator("main .button-primary").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("2 pictures to 1 product");
        await DrainAsync();
        Assert.That((await GalleriesAsync())[Handles[2]], Has.Count.EqualTo(4));
    }
}
