using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Journeys;

/// <summary>
/// A merchant's Chromium in which no page can use cookies. It notes whatever goes wrong and every document loaded inside a frame. Only 127.0.0.1 can be reached.
/// </summary>
internal sealed class MerchantBrowser : IAsyncDisposable
{
    private const float Patience = 120_000;
    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("commerce-merchant-");
    private readonly ConcurrentQueue<string> problems = new();
    private readonly ConcurrentQueue<string> documents = new();
    private IPlaywright playwright = null!;
    private IBrowserContext context = null!;

    public IPage Page { get; private set; } = null!;

    /// <summary>The app inside the admin's frame.</summary>
    public IFrameLocator App => Page.FrameLocator("#app-frame");

    /// <summary>Errors of the console, scripts that threw, and answers of 500 and above.</summary>
    public IReadOnlyList<string> Problems => [.. problems];

    /// <summary>The address of every document loaded inside a frame, what Turbo fetches not counted.</summary>
    public IReadOnlyList<string> FrameDocuments => [.. documents];

    public static async Task<MerchantBrowser> OpenAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("COMMERCE_CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(chromium))
        {
            Assert.Ignore($"Browser tests need Chromium at {chromium}; set COMMERCE_CHROMIUM to where it is.");
        }

        var browser = new MerchantBrowser();
        await browser.LaunchAsync(chromium);
        return browser;
    }

    /// <summary>Chooses a place in the admin's navigation.</summary>
    public Task ChooseAsync(string place) =>
        Page.Locator("[data-app-links]").GetByRole(AriaRole.Link, new() { Name = place, Exact = true }).ClickAsync();

    public Task SeeAsync(string words) => Assertions.Expect(App.GetByText(words).First).ToBeVisibleAsync();

    public Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => context.CookiesAsync();

    /// <summary>Whether a page in the frame could use cookies.</summary>
    public Task<bool> CookiesWorkAsync() => App.Locator("html").EvaluateAsync<bool>("() => navigator.cookieEnabled");

    /// <summary>Keeps a picture of the window for a person to look at.</summary>
    public Task PictureAsync(string name, IPage? page = null) => (page ?? Page).ScreenshotAsync(
        new() { Path = Path.Combine(Workbench.Checkout.Find().Root, "out", "journey", $"{name}.png"), Timeout = Patience });

    public async ValueTask DisposeAsync()
    {
        if (context is not null)
        {
            await context.CloseAsync();
        }

        playwright?.Dispose();
        profile.Delete(recursive: true);
    }

    private async Task LaunchAsync(string chromium)
    {
        playwright = await Playwright.CreateAsync();
        context = await playwright.Chromium.LaunchPersistentContextAsync(profile.FullName, new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            ViewportSize = new() { Width = 1440, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        context.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text}");
        context.WebError += (_, error) => Note(true, $"script: {error.Error}");
        context.Response += (_, response) => Note(response.Status >= 500, $"{response.Status}: {response.Url}");
        Page = context.Pages.Count > 0 ? context.Pages[0] : await context.NewPageAsync();
        Page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest && request.Frame.ParentFrame is not null)
            {
                documents.Enqueue(request.Url);
            }
        };
        var devtools = await context.NewCDPSessionAsync(Page);
        await devtools.SendAsync("Emulation.setDocumentCookieDisabled", new() { ["disabled"] = true });
    }

    private void Note(bool wrong, string words)
    {
        if (wrong)
        {
            problems.Enqueue(words);
        }
    }
}
