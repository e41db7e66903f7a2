using System.Net.Http.Json;
using Commerce.Workbench.Stores;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Journeys;

/// <summary>An owner chooses a plan in a real browser, and what becomes of it is said in words.</summary>
[Category("Browser")]
[Category("Database")]
public sealed class BillingJourneyTests
{
    private StudioWorld world = null!;
    private MerchantBrowser merchant = null!;
    private SandboxShop shop = null!;

    private IPage Page => merchant.Page;

    private IFrameLocator App => merchant.App;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        merchant = await MerchantBrowser.OpenAsync();
        world = await StudioWorld.StartAsync(CancellationToken.None);
        shop = world.Shops[BuiltInStores.Garden];
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (merchant is not null)
        {
            await merchant.DisposeAsync();
        }

        if (world is not null)
        {
            await world.DisposeAsync();
        }
    }

    [Test]
    public async Task Item38_The_confirmation_opens_at_top_level_and_the_credits_are_there_afterwards()
    {
        await OpenPlanAsync();
        await Assertions.Expect(App.GetByRole(AriaRole.Heading, new() { Name = "Plan", Level = 1 })).ToBeVisibleAsync();
        await LookAsync("plan-01-free");

        await ChooseAsync("Try Pro");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Approve subscription" })).ToBeVisibleAsync();
        await merchant.PictureAsync("plan-02-approve");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await merchant.SeeAsync("You are on the Pro plan");
        await merchant.SeeAsync("250 credits");
        await LookAsync("plan-03-active");

        await ChooseAsync("Buy for $3.90");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await merchant.SeeAsync("You declined the charge");
        await LookAsync("plan-04-declined-home");

        await OpenPlanAsync();
        await ChooseAsync("Buy for $3.90");
        await ControlAsync("advance", days: 3);
        await OpenPlanAsync();
        await merchant.SeeAsync("A charge was not approved in time");
        await LookAsync("plan-05-expired");

        await ChooseAsync("Buy for $17.90");
        await ControlAsync("freeze");
        await OpenPlanAsync();
        await merchant.SeeAsync("Your plan is on hold");
        await LookAsync("plan-06-frozen-and-pending");
        await ControlAsync("approve");
        await ControlAsync("unfreeze");
        await OpenPlanAsync();
        await merchant.SeeAsync("750 credits");

        await ControlAsync("use", amount: "19.00");
        await ChooseAsync("Buy for $3.90");
        await ControlAsync("approve");
        await OpenPlanAsync();
        await merchant.SeeAsync("Your cap is almost used up");
        await LookAsync("plan-07-cap-near");
        await ControlAsync("use", amount: "1.00");
        await ChooseAsync("Buy for $3.90");
        await ControlAsync("approve");
        await OpenPlanAsync();
        await merchant.SeeAsync("Your cap is reached");
        await LookAsync("plan-08-cap-reached");

        await App.GetByRole(AriaRole.Button, new() { Name = "End the plan" }).First.ClickAsync();
        await merchant.SeeAsync("Nothing was charged and nothing will be.");
        await LookAsync("plan-09-end");
        await App.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "End the plan" }).ClickAsync();
        await merchant.SeeAsync("Your Pro plan is over");
        await merchant.SeeAsync("950 credits");
        await LookAsync("plan-10-over");
        Assert.That(merchant.Problems, Is.Empty);
    }

    private Task OpenPlanAsync() => Page.GotoAsync(new Uri(world.Sandbox, $"admin/store/{shop.Handle}/apps/commerce-studio/plan").ToString());

    private async Task ChooseAsync(string button)
    {
        await App.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        // The whole window goes there, not the frame.
        await Page.WaitForURLAsync(url => url.Contains("/admin/charges/", StringComparison.Ordinal));
    }

    private async Task ControlAsync(string op, int days = 0, string? amount = null)
    {
        using var client = new HttpClient { BaseAddress = world.Sandbox };
        using var answer = await client.PostAsJsonAsync($"control/shops/{shop.Domain}/billing", new { op, days, amount });
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Pictures at both widths; nothing may reach sideways on a phone.</summary>
    private async Task LookAsync(string name)
    {
        await merchant.PictureAsync($"{name}-1440");
        await Page.SetViewportSizeAsync(390, 844);
        var sideways = await App.Locator("html").EvaluateAsync<int>("html => html.scrollWidth - html.clientWidth");
        await merchant.PictureAsync($"{name}-390");
        await Page.SetViewportSizeAsync(1440, 900);
        Assert.That(sideways, Is.LessThanOrEqualTo(0), name);
    }
}
