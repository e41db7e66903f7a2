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

        // Back to where the fixture began: the merchant undoes the edit, and the revert then works.
        await EditAsync(Handles[1], new { op = "alt", id = (string)second[0]!["id"]!, alt = (string?)second[0]!["alt"] });
        await Page.Locator(".page-header a", new() { HasText = "Revert" }).ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("Revert");
        await Page.Locator(".button-destructive").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToContainTextAsync("to 3 products");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("3 of 3 products reverted", new() { Timeout = 20_000 });
    }
}
