using System.Text;
using Commerce.Batches.Sheets.Checking;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Workbench.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Web.Tests.Batches.Sheets;

/// <summary>A spreadsheet's way from the drop zone to the styles, as a merchant walks it.</summary>
public sealed class SheetWalkTests : StudioBrowserFixture
{
    private const string Text = "Product name,Picture,Style,Ratio\nStoneware mug,https://shop.example/mug.jpg,Studio shot,1:1\nTall cup,cups/tall.jpg,Studio shoot,2:1\nTin jug,https://shop.example/jug.jpg,Lifestyle,\n";
    private SeededStore store = null!;

    protected override async Task SeedAsync() => store = await Seeds.AddStoreAsync("fern-and-field.myshopify.com", "Fern and Field");

    [TestCase(1440)]
    [TestCase(390)]
    public async Task UI02_a_sheet_is_uploaded_mapped_checked_and_taken_to_the_styles(int width)
    {
        await OpenAsync(width, 900);
        await Page.AddInitScriptAsync($"window.shopify = {{ idToken: async () => '{SessionTokens.Sign(store.Shop, StudioHost.ApiKey, StudioHost.ApiSecret, Clock)}' }};");
        await GoAsync(store, "/batches/sheets");
        await Page.SetInputFilesAsync("input[name=sheet]", new FilePayload { Name = "mugs.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Text) });
        await LookAsync("upload", width);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
        await Expect(Page.GetByLabel("Base image")).ToHaveValueAsync("1");
        await Expect(Page.GetByLabel("Product name")).ToHaveValueAsync("0");
        await LookAsync("columns", width);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Check 3 lines" }).ClickAsync();
        await Expect(Page.Locator("#checking")).ToContainTextAsync("0 of 3 lines checked");
        await LookAsync("checking", width);
        await Work.RunAsync(store.Id, services => services.GetRequiredService<SheetChecker>().RunAsync(Guid.Parse(new Uri(Page.Url).Segments[^1]), CancellationToken.None));
        await Expect(Page.Locator("#errors")).ToContainTextAsync("Did you mean Studio shot?");
        await LookAsync("result", width);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Go on with 2 good rows" }).ClickAsync();
        await Page.WaitForURLAsync("**/styles");
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public async Task UI02_a_file_that_is_no_sheet_is_refused_on_the_page_that_is_there()
    {
        await Page.AddInitScriptAsync($"window.shopify = {{ idToken: async () => '{SessionTokens.Sign(store.Shop, StudioHost.ApiKey, StudioHost.ApiSecret, Clock)}' }};");
        await GoAsync(store, "/batches/sheets");
        await Page.SetInputFilesAsync("input[name=sheet]", new FilePayload { Name = "mugs.csv", MimeType = "text/csv", Buffer = "%PDF-1.7"u8.ToArray() });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
        await Expect(Page.Locator("#upload-problem")).ToContainTextAsync("This is a PDF");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true })).ToBeEnabledAsync();
    }

    // Nothing may stick out of a phone.
    private async Task LookAsync(string step, int width)
    {
        Assert.That(await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), step);
    }
}
