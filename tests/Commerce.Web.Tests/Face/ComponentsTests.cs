using System.Text.RegularExpressions;
using Commerce.Web.Tests.Browser;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Web.Tests.Face;

[Category("Browser")]
public sealed partial class ComponentsTests : BrowserFixture
{
    private FaceHost host = null!;

    protected override string Address => host.Address;

    [OneTimeSetUp]
    public async Task StartHostAsync() => host = await FaceHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopHostAsync() => await host.DisposeAsync();

    [TestCase("admin", 1440, 900)]
    [TestCase("studio", 1440, 900)]
    [TestCase("admin", 390, 844)]
    [TestCase("studio", 390, 844)]
    public async Task Passes_the_accessibility_rules(string theme, int width, int height)
    {
        await OpenAsync(width, height);
        await ShowAsync(theme);
        // Tiles out of view are not painted, and axe then guesses at what is behind their words.
        await Page.AddStyleTagAsync(new() { Content = ".tile { content-visibility: visible; }" });
        var result = await Page.RunAxe();
        Assert.That(result.Violations.Select(each => $"{each.Id}: {string.Join(" | ", each.Nodes.Take(4).Select(node => node.Html[..Math.Min(140, node.Html.Length)]))}"), Is.Empty);
    }

    [TestCase("admin")]
    [TestCase("studio")]
    public async Task Nothing_scrolls_sideways_at_any_width(string theme)
    {
        foreach (var width in new[] { 360, 390, 768, 1024, 1440 })
        {
            await OpenAsync(width, 900);
            await ShowAsync(theme);
            await PictureAsync($"components-{theme}-{width}");
            Assert.That(await SidewaysAsync(), Is.Zero, $"at {width} pixels");
        }
    }

    [Test]
    public async Task Arrow_keys_move_the_line_between_two_pictures()
    {
        await ShowAsync();
        var range = Page.Locator(".compare-range");
        await range.FocusAsync();
        await range.PressAsync("ArrowRight");
        await range.PressAsync("ArrowRight");
        Assert.That(await Position(), Is.EqualTo("52%"));
        await range.PressAsync("Home");
        Assert.That(await Position(), Is.EqualTo("0%"));

        Task<string> Position() => Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.compare')).getPropertyValue('--position')");
    }

    [Test]
    public async Task A_pointer_drags_the_line_between_two_pictures()
    {
        await ShowAsync();
        await Page.Locator(".compare").ScrollIntoViewIfNeededAsync();
        var box = await Page.Locator(".compare").BoundingBoxAsync();
        await Page.Mouse.MoveAsync(box!.X + (box.Width / 2), box.Y + 40);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + (box.Width * 0.8f), box.Y + 40, new() { Steps = 5 });
        await Page.Mouse.UpAsync();
        Assert.That(int.Parse(await Page.Locator(".compare-range").InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture), Is.InRange(70, 90));
    }

    [Test]
    public async Task Shift_click_selects_a_range_and_the_bar_counts_it()
    {
        await ShowAsync();
        var boxes = Page.Locator(".tile-select .check");
        var bar = Page.Locator(".selection-bar");
        await Expect(bar).ToBeHiddenAsync();
        await boxes.Nth(0).ClickAsync();
        await Expect(bar).ToContainTextAsync("1 picture selected");
        await boxes.Nth(3).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(bar).ToContainTextAsync("4 pictures selected");
        await bar.GetByText("Clear").ClickAsync();
        await Expect(bar).ToBeHiddenAsync();
    }

    [Test]
    public async Task Show_more_appends_until_the_end_and_keeps_the_selection()
    {
        await ShowAsync();
        await Page.Locator(".tile-select .check").First.ClickAsync();
        await Page.GetByText("Show more").ClickAsync();
        await Expect(Page.Locator("#results > .tile")).ToHaveCountAsync(12);
        await Page.GetByText("Show more").ClickAsync();
        await Expect(Page.Locator("#results > .tile")).ToHaveCountAsync(14);
        await Expect(Page.GetByText("Show more")).ToHaveCountAsync(0);
        await Expect(Page.Locator(".selection-bar")).ToContainTextAsync("1 picture selected");
        Assert.That(Documents, Is.EqualTo(1));
    }

    [Test]
    public async Task A_modal_keeps_focus_inside_and_gives_it_back()
    {
        await ShowAsync();
        var opener = Page.Locator("[data-opens=publish]");
        await opener.ClickAsync();
        var modal = Page.Locator("#publish");
        await Expect(modal).ToBeVisibleAsync();
        for (var press = 0; press < 8; press++)
        {
            await Page.Keyboard.PressAsync("Tab");
            Assert.That(await Page.EvaluateAsync<bool>("() => document.activeElement === document.body || document.getElementById('publish').contains(document.activeElement)"));
        }

        await Page.Keyboard.PressAsync("Escape");
        await Expect(modal).ToBeHiddenAsync();
        await Expect(opener).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_searchable_select_is_chosen_by_keyboard()
    {
        await ShowAsync();
        var box = Page.GetByRole(AriaRole.Combobox, new() { Name = "Market" });
        await box.FocusAsync();
        await box.FillAsync("ja");
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("Japan");
        await Expect(Page.Locator("select[name='Input.Market']")).ToHaveValueAsync("Japan");
    }

    [Test]
    public async Task A_refused_form_says_so_beside_the_field_in_the_same_document()
    {
        await ShowAsync();
        await Page.Locator("#Input-Name").FillAsync("");
        await Page.Locator("#fields").GetByText("Save", new() { Exact = true }).ClickAsync();
        await Expect(Page.Locator("#Input-Name-error")).ToContainTextAsync("Give the batch a name");
        await Expect(Page.Locator("#Input-Name")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.That(Documents, Is.EqualTo(1));
    }

    [Test]
    public async Task A_form_that_worked_shows_a_toast_in_the_same_document()
    {
        await ShowAsync();
        await Page.Locator("#fields").GetByText("Save", new() { Exact = true }).ClickAsync();
        await Expect(Page.Locator(".toast")).ToContainTextAsync("Saved");
        await Page.Locator("#publish-form button").ClickAsync();
        await Expect(Page.Locator(".toast").Filter(new() { HasText = "27 products published" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.That(Documents, Is.EqualTo(1));
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public async Task A_form_sent_just_after_a_refresh_was_asked_for_is_not_cut_off_by_it()
    {
        await Page.RouteAsync("**/ops/components?*handler=Go", async route =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            await route.ContinueAsync();
        });
        await ShowAsync();
        await Page.EvaluateAsync("() => { Turbo.StreamActions.stay(); document.querySelector('#publish-form button').click(); }");
        await Expect(Page.Locator(".toast").Filter(new() { HasText = "27 products published" })).ToBeVisibleAsync();
        Assert.That(Documents, Is.EqualTo(1));
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public async Task Unsaved_changes_bring_the_save_bar_and_discarding_takes_it_away()
    {
        await ShowAsync();
        var bar = Page.Locator("#save-bar");
        await Page.Locator("#kept-name").FillAsync("Fjell og fjord");
        await Expect(bar).ToBeVisibleAsync();
        await bar.GetByText("Discard").ClickAsync();
        await Expect(bar).ToBeHiddenAsync();
        await Expect(Page.Locator("#kept-name")).ToHaveValueAsync("Fjell keramikk");
    }

    [Test]
    public async Task A_page_that_does_not_exist_is_explained_without_leaving_the_document()
    {
        await ShowAsync();
        await Page.EvaluateAsync("() => Turbo.visit('/nowhere')");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "This page does not exist" })).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(Nowhere());
        Assert.That(Documents, Is.EqualTo(1));
    }

    private async Task ShowAsync(string theme = "admin")
    {
        await Page.GotoAsync($"{Address}/ops/components?theme={theme}");
        await Page.WaitForFunctionAsync("() => !document.documentElement.classList.contains('no-script')");
    }

    [GeneratedRegex("/nowhere$")]
    private static partial Regex Nowhere();
}
