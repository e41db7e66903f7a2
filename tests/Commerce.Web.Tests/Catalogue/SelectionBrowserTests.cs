using Commerce.Web.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Web.Tests.Catalogue;

/// <summary>Choosing more than the page shows, by hand.</summary>
public sealed class SelectionBrowserTests : StudioBrowserFixture
{
    private const int Many = 1100;
    private SeededStore full = null!;

    private ILocator Bar => Page.Locator(".selection-bar");

    private ILocator All => Page.Locator("[data-selection-target=all]");

    protected override async Task SeedAsync()
    {
        full = await Seeds.AddStoreAsync("thousands.myshopify.com", "Thousands");
        await Seeds.AddProductsAsync(full, Many, (product, number) => product.Vendor = number < 60 ? "Fjell" : "Kalk");
    }

    [TestCase("/catalogue", "All 1,100 products selected", "1,100 products chosen")]
    [TestCase("/catalogue?vendor=Fjell", "All 60 products that match selected", "60 products chosen")]
    public async Task Everything_that_matches_is_chosen_without_showing_it_first(string path, string selected, string chosen)
    {
        await GoAsync(full, path);
        await All.CheckAsync();
        await Expect(Bar).ToContainTextAsync("50 products selected");
        await PictureAsync($"catalogue-select-{chosen.Split(' ')[0]}");
        await Bar.GetByRole(AriaRole.Button, new() { NameRegex = new("^Select all") }).ClickAsync();
        await Expect(Bar).ToContainTextAsync(selected);
        await PictureAsync($"catalogue-selected-{chosen.Split(' ')[0]}");
        await Bar.GetByRole(AriaRole.Button, new() { Name = "Create media" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/styles$"));
        await GoAsync(full, new Uri(Page.Url).AbsolutePath.Replace("/styles", "", StringComparison.Ordinal));
        await Expect(Page.Locator("[data-picker-target=count]")).ToHaveTextAsync(chosen);
    }

    [Test]
    public async Task Taking_one_away_or_clearing_falls_back_to_what_is_ticked()
    {
        await GoAsync(full, "/catalogue");
        await All.CheckAsync();
        await Bar.GetByRole(AriaRole.Button, new() { NameRegex = new("^Select all") }).ClickAsync();
        await Page.GetByText("Show more").ClickAsync();
        await Expect(Page.Locator("input[name=productIds]:checked")).ToHaveCountAsync(100);
        await Expect(Bar).ToContainTextAsync("All 1,100 products selected");
        await Page.Locator("input[name=productIds]").First.UncheckAsync();
        await Expect(Bar).ToContainTextAsync("99 products selected");
        await Expect(Page.Locator("input[name=matching]")).ToBeDisabledAsync();
        await Bar.GetByText("Clear").ClickAsync();
        await Expect(Bar).ToBeHiddenAsync();
    }
}
