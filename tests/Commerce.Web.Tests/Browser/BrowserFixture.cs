using Microsoft.Playwright;

namespace Commerce.Web.Tests.Browser;

/// <summary>One system Chromium for a fixture; each test gets its own context. Only 127.0.0.1 can be reached.</summary>
public abstract class BrowserFixture
{
    private IPlaywright? playwright;
    private IBrowser? browser;
    private IBrowserContext? context;

    /// <summary>Where the pages under test are served, without a slash at the end.</summary>
    protected abstract string Address { get; }

    protected IPage Page { get; private set; } = null!;

    /// <summary>What the page's console reported as errors, and scripts that threw.</summary>
    protected List<string> Errors { get; } = [];

    /// <summary>How many whole documents the page loaded, frames not counted.</summary>
    protected int Documents { get; private set; }

    [OneTimeSetUp]
    public async Task StartBrowserAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("COMMERCE_CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(chromium))
        {
            Assert.Ignore($"Browser tests need Chromium at {chromium}; set COMMERCE_CHROMIUM to where it is.");
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
    }

    [OneTimeTearDown]
    public async Task StopBrowserAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
    }

    [SetUp]
    public Task OpenPageAsync() => OpenAsync(1440, 900);

    [TearDown]
    public async Task ClosePageAsync()
    {
        if (context is not null)
        {
            await context.CloseAsync();
            context = null;
        }
    }

    /// <summary>A fresh context of the given size in CSS pixels; below 700 it is a phone with touch.</summary>
    protected async Task OpenAsync(int width, int height, ReducedMotion motion = ReducedMotion.Reduce)
    {
        await ClosePageAsync();
        Errors.Clear();
        Documents = 0;
        context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = width < 700,
            IsMobile = width < 700,
            ReducedMotion = motion,
        });
        await context.RouteAsync(url => new Uri(url) is { Host: not "127.0.0.1", Scheme: "http" or "https" }, route => route.AbortAsync());
        Page = await context.NewPageAsync();
        Page.Console += (_, message) => { if (message.Type == "error") Errors.Add(message.Text); };
        // Turbo breaks off a visit that a newer one overtakes, and lets its reading of the answer end in this error.
        Page.PageError += (_, error) => { if (!error.StartsWith("AbortError:", StringComparison.Ordinal)) Errors.Add(error); };
        Page.Request += (_, request) => { if (request.IsNavigationRequest && request.Frame == Page.MainFrame) Documents++; };
    }

    /// <summary>How many CSS pixels the page reaches beyond its window sideways.</summary>
    protected Task<int> SidewaysAsync() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Keeps a picture of the whole page under the artifacts folder for a person to look at.</summary>
    protected async Task PictureAsync(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "pictures");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
