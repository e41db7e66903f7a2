using Commerce.Data;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Publications;

/// <summary>What the owner of a shop sees while its work rests, in the app and in the sandbox's admin.</summary>
public sealed class PausedPagesTests : PublicationPagesFixture
{
    [Test]
    public async Task Item25_A_frozen_shop_is_told_on_home_why_everything_rests()
    {
        await Work.RunAsync(Store.Id, async services =>
        {
            await services.GetRequiredService<StorePauses>().PauseAsync(Store.Id, "Shopify has frozen this shop, mostly because an invoice of Shopify's is unpaid.");
            // Asked a moment ago, so that the page is drawn without asking again.
            await services.GetRequiredService<CommerceContext>().StoreDirectory.Where(route => route.StoreId == Store.Id)
                .ExecuteUpdateAsync(route => route.SetProperty(row => row.ResumeTriedAt, Clock.GetUtcNow()));
        });
        await OpenAtAsync("/");
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("Work for this shop is paused");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
        await PicturesAsync("home-paused");
    }

    [Test]
    public async Task The_sandboxs_owner_can_uninstall_and_is_offered_to_install_again()
    {
        await Page.GotoAsync(new Uri(Sandbox.BaseAddress!, $"admin/store/{Store.Shop.Split('.')[0]}").ToString());
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Uninstall" })).ToBeVisibleAsync();
        await PicturesAsync("sandbox-store");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Uninstall" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Install" })).ToBeVisibleAsync();
    }
}
