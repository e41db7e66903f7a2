using Commerce.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Web.Tests.Face;

/// <summary>A form in a dialog, refused and accepted.</summary>
[Category("Browser")]
public sealed class ModalTests : BrowserFixture
{
    private FaceHost host = null!;

    protected override string Address => host.Address;

    private ILocator Dialog => Page.Locator("#publish");

    private ILocator Note => Dialog.GetByLabel("Note");

    [OneTimeSetUp]
    public async Task StartHostAsync() => host = await FaceHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopHostAsync() => await host.DisposeAsync();

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_refused_form_shows_its_errors_in_the_dialog_keeps_the_input_and_can_be_sent_again(bool visited)
    {
        await OpenDialogAsync(visited);
        await Note.FillAsync("   ");
        await SendAsync();
        await Expect(Dialog.Locator(".field-error")).ToContainTextAsync("Write a note");
        await Expect(Note).ToBeFocusedAsync();
        await Expect(Note).ToHaveValueAsync("   ");
        Assert.That(await Dialog.EvaluateAsync<bool>("dialog => dialog.matches(':modal')"), Is.True);

        await Note.FillAsync("Spring pictures");
        await SendAsync();
        await Expect(Dialog).ToBeHiddenAsync();
        await Expect(Page.Locator(".toast")).ToContainTextAsync("Published with a note");
        await UseThePageAsync();
        Assert.That(Documents, Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_refused_form_can_be_left_and_the_page_is_free(bool visited)
    {
        await OpenDialogAsync(visited);
        await SendAsync();
        await Expect(Dialog.Locator(".field-error")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog).ToBeHiddenAsync();
        await UseThePageAsync();
    }

    [Test]
    public async Task A_page_drawn_anew_under_an_open_dialog_leaves_it_open()
    {
        await OpenDialogAsync(visited: true);
        await Note.FillAsync("Half a sen");
        var drawn = Page.EvaluateAsync("() => new Promise(done => document.addEventListener('turbo:render', done, { once: true }))");
        await Page.EvaluateAsync("() => Turbo.session.refresh(location.href, { method: 'morph', scroll: 'preserve' })");
        await drawn;
        await Expect(Dialog).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog).ToBeHiddenAsync();
        await UseThePageAsync();
    }

    private async Task OpenDialogAsync(bool visited)
    {
        await Page.GotoAsync($"{Address}/ops/components{(visited ? "?theme=studio" : "")}");
        await Page.WaitForFunctionAsync("() => !document.documentElement.classList.contains('no-script')");
        if (visited)
        {
            await Page.EvaluateAsync("() => new Promise(shown => { document.addEventListener('turbo:load', shown, { once: true }); Turbo.visit('/ops/components?theme=admin'); })");
        }

        await Page.Locator("[data-opens=publish]").ClickAsync();
        await Expect(Dialog).ToBeVisibleAsync();
    }

    private Task SendAsync() => Dialog.GetByRole(AriaRole.Button, new() { Name = "Publish 54 pictures" }).ClickAsync();

    /// <summary>Clicking something on the page itself; a page blocked by a dialog takes no click.</summary>
    private async Task UseThePageAsync()
    {
        await Page.Locator("#kept-name").ClickAsync(new() { Timeout = 5000 });
        await Expect(Page.Locator("#kept-name")).ToBeFocusedAsync();
    }
}
