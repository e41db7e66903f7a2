using AngleSharp.Html.Dom;

namespace Commerce.Brand.Reading;

/// <summary>One visit to one site: what was read so far, and what was refused.</summary>
internal sealed class SiteVisit(SiteFetcher fetcher, BrandOptions options, Func<ReadProgress, Task>? progress)
{
    private const int MaximumStylesheets = 3;
    private const int MaximumSitemaps = 3;

    private readonly List<ReadPage> pages = [];
    private readonly List<ReadNote> notes = [];
    private readonly HashSet<string> readUrls = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> styled = new(StringComparer.Ordinal);
    private Uri? site;
    private RobotsRules robots = RobotsRules.Everything;

    public async Task ReadHomeAsync(Uri start, CancellationToken ct)
    {
        site = new Uri(start.GetLeftPart(UriPartial.Authority));
        await ReadRobotsAsync(ct);
        RequireAllowed(start);
        var home = await fetcher.GetAsync(start, FetchRule.Page(options.MaximumPageBytes), uri => !SiteAddress.SameSite(uri, site) || robots.Allows(uri), ct);
        if (!SiteAddress.SameSite(home.Url, site))
        {
            // A shop's technical domain usually redirects to its own; that one then has its own robots.txt.
            site = new Uri(home.Url.GetLeftPart(UriPartial.Authority));
            await ReadRobotsAsync(ct);
            RequireAllowed(home.Url);
        }

        await AddAsync(home, PageKind.Home, ct);
    }

    public async Task ReadFurtherAsync(CancellationToken ct)
    {
        var home = pages[0];
        var linked = SiteLinks.In(home.Document, home.Url).Concat(await SitemapPagesAsync(ct));
        var chosen = SiteLinks.Choose(linked.Where(MayRead), options.MaximumPages - 1);
        foreach (var uri in chosen.Where(uri => !readUrls.Contains(uri.AbsoluteUri)))
        {
            await ReportAsync(new ReadProgress(pages.Count, chosen.Count + 1, uri));
            await NotingAsync(uri, async () =>
                await AddAsync(await fetcher.GetAsync(uri, FetchRule.Page(options.MaximumPageBytes), MayRead, ct), SiteLinks.KindOf(uri), ct));
        }
    }

    public void RanOutOfTime(Uri start)
    {
        if (pages.Count == 0)
        {
            throw new SiteReadException(SiteReadCode.TooSlow, $"{start.Host} took longer than {options.TotalTimeout.TotalSeconds:0.#} seconds to answer. Try again later.");
        }

        notes.Add(new ReadNote(start, SiteReadCode.TooSlow, $"The website is slow; after {options.TotalTimeout.TotalSeconds:0.#} seconds {pages.Count} pages had been read."));
    }

    public SiteReading Finish() => new(site!, pages, notes);

    private bool MayRead(Uri uri) => SiteAddress.SameSite(uri, site!) && robots.Allows(uri);

    // A theme's styles often lie on the platform's file servers; only those named in the settings, and only for styles.
    private bool MayStyle(Uri uri) => MayRead(uri) || options.StylesheetHosts.Contains(uri.IdnHost, StringComparer.OrdinalIgnoreCase);

    private Task ReportAsync(ReadProgress now) => progress?.Invoke(now) ?? Task.CompletedTask;

    private void RequireAllowed(Uri uri)
    {
        if (!robots.Allows(uri))
        {
            throw new SiteReadException(SiteReadCode.Robots,
                $"The website's robots.txt asks readers to stay away from {uri.AbsolutePath}. Allow {options.AgentToken} there, or describe the brand by hand.");
        }
    }

    private async Task ReadRobotsAsync(CancellationToken ct)
    {
        robots = RobotsRules.Everything;
        try
        {
            var file = await fetcher.GetAsync(new Uri(site!, "/robots.txt"), FetchRule.Robots, _ => true, ct);
            robots = RobotsRules.Parse(file.Text, options.AgentToken);
        }
        catch (SiteReadException failure) when (failure.Status is { } status && (int)status >= 500)
        {
            // RFC 9309: a server that cannot say what it allows is treated as allowing nothing.
            throw new SiteReadException(SiteReadCode.Robots, $"The website could not say what may be read (robots.txt answered with status {(int)status}). Try again later.", status);
        }
        catch (SiteReadException failure) when (failure.Status is not null || failure.Code is SiteReadCode.NotHtml or SiteReadCode.TooLarge or SiteReadCode.RedirectLoop or SiteReadCode.TooManyRedirects)
        {
            notes.Add(new ReadNote(new Uri(site!, "/robots.txt"), failure.Code, "The website has no usable robots.txt, so all public pages may be read."));
        }

        var asked = robots.CrawlDelay < options.MaximumCrawlDelay ? robots.CrawlDelay : options.MaximumCrawlDelay;
        fetcher.Delay = asked > options.RequestDelay ? asked : options.RequestDelay;
    }

    private async Task<List<Uri>> SitemapPagesAsync(CancellationToken ct)
    {
        var waiting = new Queue<Uri>(robots.Sitemaps.Select(Absolute).OfType<Uri>().DefaultIfEmpty(new Uri(site!, "/sitemap.xml")));
        var found = new List<Uri>();
        for (var asked = 0; asked < MaximumSitemaps && waiting.TryDequeue(out var next); asked++)
        {
            if (MayRead(next))
            {
                await NotingAsync(next, async () =>
                {
                    var sitemap = Sitemap.Parse((await fetcher.GetAsync(next, FetchRule.Sitemap, MayRead, ct)).Text);
                    found.AddRange(sitemap.Pages);
                    sitemap.Children.OrderByDescending(IsTelling).Take(MaximumSitemaps).ToList().ForEach(waiting.Enqueue);
                });
            }
        }

        return found;
    }

    private static bool IsTelling(Uri sitemap) =>
        sitemap.AbsolutePath.Contains("page", StringComparison.OrdinalIgnoreCase) || sitemap.AbsolutePath.Contains("product", StringComparison.OrdinalIgnoreCase);

    private Uri? Absolute(string address) => Uri.TryCreate(site, address, out var uri) && SiteAddress.IsWeb(uri) ? uri : null;

    private async Task AddAsync(FetchedFile file, PageKind kind, CancellationToken ct)
    {
        if (!readUrls.Add(file.Url.AbsoluteUri))
        {
            return;
        }

        if (file.GuessedCharset)
        {
            notes.Add(new ReadNote(file.Url, SiteReadCode.Charset, "The page's character set is missing or wrong; it was read as Western European."));
        }

        var document = PageParser.Parse(file.Text);
        var css = document.QuerySelectorAll("style").Select(style => new CssText(file.Url, style.TextContent)).ToList();
        css.AddRange(await StylesheetsAsync(document, file.Url, ct));
        pages.Add(new ReadPage(file.Url, document.Title ?? "", kind, document, css));
        await ReportAsync(new ReadProgress(pages.Count, pages.Count, file.Url));
    }

    private async Task<List<CssText>> StylesheetsAsync(IHtmlDocument document, Uri page, CancellationToken ct)
    {
        var css = new List<CssText>();
        var wanted = SiteLinks.Stylesheets(document, page).Where(MayStyle)
            .Where(uri => styled.Count < MaximumStylesheets && styled.Add(uri.AbsoluteUri)).ToList();
        foreach (var uri in wanted)
        {
            await NotingAsync(uri, async () => css.Add(new CssText(uri, (await fetcher.GetAsync(uri, FetchRule.Stylesheet, MayStyle, ct)).Text)));
        }

        return css;
    }

    private async Task NotingAsync(Uri uri, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (SiteReadException failure)
        {
            notes.Add(new ReadNote(uri, failure.Code, failure.Message));
        }
    }
}
