using Commerce.Brand;
using System.IO.Compression;
using System.Net;
using System.Text;
using Commerce.Brand.Reading;
using Microsoft.AspNetCore.Http;

namespace Commerce.Tests.Brand.Reading;

public sealed class SiteReaderTests
{
    private TestSite site = null!;

    [SetUp]
    public async Task Start() => site = await TestSite.StartAsync();

    [TearDown]
    public async Task Stop() => await site.DisposeAsync();

    [Test]
    public async Task Reads_home_about_and_product_pages()
    {
        site.Html("/pages/about", "<title>About</title><p>We make things.");
        site.Html("/products/one", "<title>One</title>");
        var reading = await site.ReadAsync();
        Assert.That(reading.Pages.Select(page => (page.Title, page.Kind)), Is.EqualTo(new[] { ("Home", PageKind.Home), ("About", PageKind.About), ("One", PageKind.Product) }));
    }

    [Test]
    public async Task Finds_pages_in_the_sitemap_and_reads_no_more_than_asked()
    {
        site.Text("/sitemap.xml", "application/xml", $"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{string.Concat(Enumerable.Range(1, 40).Select(i => $"<url><loc>{site.Address}products/p{i}</loc></url>"))}</urlset>");
        foreach (var i in Enumerable.Range(1, 40))
        {
            site.Html($"/products/p{i}", $"<title>{i}</title>");
        }

        Assert.That((await site.ReadAsync(options => options.MaximumPages = 6)).Pages, Has.Count.LessThanOrEqualTo(6).And.Count.GreaterThan(3));
    }

    [Test]
    public async Task Stays_away_from_what_robots_txt_closes()
    {
        site.Text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /pages/");
        site.Html("/pages/about", "<title>About</title>");
        await site.ReadAsync();
        Assert.That(site.Asked, Has.None.StartsWith("/pages"));
    }

    [Test]
    public async Task Reads_nothing_where_robots_txt_closes_the_site()
    {
        site.Text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
        Assert.That(await RefusedAsync(), Is.EqualTo(SiteReadCode.Robots));
        Assert.That(site.Asked, Is.EqualTo(new[] { "/robots.txt" }));
    }

    [Test]
    public async Task Reads_nothing_when_robots_txt_cannot_be_given()
    {
        site.Answers["/robots.txt"] = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        Assert.That(await RefusedAsync(), Is.EqualTo(SiteReadCode.Robots));
    }

    [Test]
    public async Task Refuses_a_private_address_that_is_not_allowed() =>
        Assert.That(await RefusedAsync(site.Reader(options => options.AllowedPrivateOrigins.Add("http://127.0.0.1:1"), allowed: false), new Uri("http://127.0.0.1/")), Is.EqualTo(SiteReadCode.PrivateAddress));

    [TestCase("127.0.0.1"), TestCase("10.0.0.1"), TestCase("::1"), TestCase("169.254.169.254"), TestCase("::ffff:127.0.0.1")]
    public async Task Refuses_a_public_name_that_leads_to_a_private_address(string address) =>
        Assert.That(await RefusedAsync(site.Reader(resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) })), new Uri("http://shop.example/")), Is.EqualTo(SiteReadCode.PrivateAddress));

    [Test]
    public async Task Refuses_a_name_with_one_private_address_among_public_ones() =>
        Assert.That(await RefusedAsync(site.Reader(resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse("8.8.8.8"), IPAddress.Loopback })), new Uri("http://shop.example/")), Is.EqualTo(SiteReadCode.PrivateAddress));

    [TestCase("http://127.0.0.1/secret", SiteReadCode.PrivateAddress)]
    [TestCase("http://169.254.169.254/latest/meta-data/", SiteReadCode.PrivateAddress)]
    [TestCase("http://[::1]/", SiteReadCode.PrivateAddress)]
    [TestCase("http://2130706433/", SiteReadCode.PrivateAddress)]
    [TestCase("http://127.0.0.1:6379/", SiteReadCode.Port)]
    [TestCase("file:///etc/passwd", SiteReadCode.BadAddress)]
    [TestCase("http://name:word@127.0.0.1/", SiteReadCode.Credentials)]
    public async Task Refuses_a_redirect_into_the_private_network(string target, string code)
    {
        site.Redirect("/", target);
        Assert.That(await RefusedAsync(), Is.EqualTo(code));
    }

    [TestCase("http://a:b@shop.example/", SiteReadCode.Credentials), TestCase("http://shop.example:8080/", SiteReadCode.Port), TestCase("ftp://shop.example/", SiteReadCode.BadAddress)]
    public async Task Refuses_an_address_before_asking_anything(string address, string code) =>
        Assert.That(await RefusedAsync(site.Reader(), new Uri(address)), Is.EqualTo(code));

    [Test]
    public async Task Ends_a_redirect_loop()
    {
        site.Redirect("/", "/a");
        site.Redirect("/a", "/");
        Assert.That(await RefusedAsync(), Is.EqualTo(SiteReadCode.RedirectLoop));
    }

    [Test]
    public async Task Ends_a_chain_of_redirects()
    {
        site.Redirect("/", "/0");
        Enumerable.Range(0, 20).ToList().ForEach(i => site.Redirect($"/{i}", $"/{i + 1}"));
        Assert.That(await RefusedAsync(), Is.EqualTo(SiteReadCode.TooManyRedirects));
    }

    [Test]
    public async Task Says_when_the_site_is_not_html()
    {
        site.Text("/", "application/pdf", "%PDF-1.7");
        Assert.That(await RefusedAsync(), Is.EqualTo(SiteReadCode.NotHtml));
    }

    [Test]
    public async Task One_bad_page_is_noted_and_the_others_are_read()
    {
        site.Answers["/pages/about"] = EndlessAsync;
        site.Html("/products/one", "<title>One</title>");
        var reading = await site.ReadAsync(options => options.MaximumPageBytes = 100_000);
        Assert.That(reading.Pages.Select(page => page.Title), Is.EqualTo(new[] { "Home", "One" }));
        Assert.That(reading.Notes, Has.Some.Matches<ReadNote>(note => note is { Code: SiteReadCode.TooLarge } && note.Url.AbsolutePath == "/pages/about"));
    }

    [Test]
    public async Task A_product_page_that_leaves_the_site_is_noted()
    {
        site.Redirect("/products/one", "https://elsewhere.example/");
        Assert.That((await site.ReadAsync()).Notes, Has.Some.Matches<ReadNote>(note => note is { Code: SiteReadCode.LeftSite }));
    }

    [Test]
    public async Task Stops_a_body_that_unpacks_without_end()
    {
        site.Answers["/"] = async context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.SmallestSize);
            await gzip.WriteAsync(new byte[32 * 1_024 * 1_024], context.RequestAborted);
        };
        Assert.That(await RefusedAsync(), Is.EqualTo(SiteReadCode.TooLarge));
    }

    [Test]
    public async Task Stops_a_body_that_drips()
    {
        site.Answers["/"] = async context =>
        {
            context.Response.ContentType = "text/html";
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("a", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        };
        Assert.That(await RefusedAsync(site.Reader(options => options.RequestTimeout = TimeSpan.FromMilliseconds(400))), Is.EqualTo(SiteReadCode.TooSlow));
    }

    [Test]
    public async Task Refuses_a_page_nested_thousands_deep()
    {
        site.Html("/", string.Concat(Enumerable.Repeat("<div>", 59_000)));
        Assert.That(await RefusedAsync(), Is.EqualTo(SiteReadCode.TooComplex));
    }

    [Test]
    public async Task Reads_a_page_with_a_wrong_character_set_and_says_so()
    {
        site.Answers["/"] = context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes("<title>Café</title>")).AsTask();
        };
        var reading = await site.ReadAsync();
        Assert.That(reading.Pages[0].Title, Is.EqualTo("Café"));
        Assert.That(reading.Notes, Has.Some.Matches<ReadNote>(note => note is { Code: SiteReadCode.Charset }));
    }

    [Test]
    public async Task Sends_no_cookie_back()
    {
        site.Html("/pages/about", "<title>About</title>");
        var cookies = new List<string>();
        site.Answers["/"] = context =>
        {
            context.Response.Headers.SetCookie = "visitor=1";
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<a href=/pages/about>About</a>");
        };
        site.Answers["/pages/about"] = context =>
        {
            cookies.Add(context.Request.Headers.Cookie.ToString());
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<title>About</title>");
        };
        await site.ReadAsync();
        Assert.That(cookies, Is.EqualTo(new[] { "" }));
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        var chunk = new byte[16_384];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        }
    }

    private async Task<string> RefusedAsync(SiteReader? reader = null, Uri? address = null)
    {
        var failure = await Assert.ThrowsAsync<SiteReadException>(() => (reader ?? site.Reader()).ReadAsync(address ?? site.Address, null, CancellationToken.None));
        Assert.That(failure!.Message, Does.EndWith("."));
        return failure.Code;
    }

    [TestCase("styles.example", true)]
    [TestCase("elsewhere.example", false)]
    public async Task Reads_styles_of_another_host_only_when_it_is_named(string named, bool read)
    {
        await using var site = await TestSite.StartAsync();
        var elsewhere = $"http://styles.example:{site.Address.Port}";
        site.Html("/", $"<title>Home</title><link rel=stylesheet href='{elsewhere}/theme.css'>");
        site.Text("/theme.css", "text/css", "body { color: #123456 }");
        void Name(BrandOptions options)
        {
            options.StylesheetHosts.Add(named);
            options.AllowedPrivateOrigins.Add(elsewhere);
        }

        var reader = site.Reader(Name, resolve: (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        var reading = await reader.ReadAsync(site.Address, null, CancellationToken.None);
        Assert.That(reading.Pages[0].Css.Any(css => css.Text.Contains("#123456", StringComparison.Ordinal)), Is.EqualTo(read));
    }

    [Test]
    public async Task A_named_style_host_that_leads_into_a_private_network_is_refused()
    {
        await using var site = await TestSite.StartAsync();
        site.Html("/", "<title>Home</title><link rel=stylesheet href='http://styles.example/theme.css'>");
        var reader = site.Reader(options => options.StylesheetHosts.Add("styles.example"), resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse("10.0.0.7") }));
        var reading = await reader.ReadAsync(site.Address, null, CancellationToken.None);
        Assert.That(reading.Notes.Select(note => note.Code), Does.Contain(SiteReadCode.PrivateAddress));
        Assert.That(reading.Pages[0].Css, Is.Empty);
    }
}
