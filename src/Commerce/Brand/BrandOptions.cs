using System.ComponentModel.DataAnnotations;

namespace Commerce.Brand;

/// <summary>How politely and how far the site reader goes. Bound from the section <c>Brand</c>.</summary>
public sealed class BrandOptions
{
    public const string Section = "Brand";

    /// <summary>Origins (scheme, host and port, such as <c>http://127.0.0.1:4010</c>) the reader may visit although their address is private.</summary>
    public IList<string> AllowedPrivateOrigins { get; } = [];

    /// <summary>Hosts outside the site whose stylesheets are read when a page links them. Shopify serves themes from the first.</summary>
    public IList<string> StylesheetHosts { get; } = ["cdn.shopify.com"];

    /// <summary>The name looked for in robots.txt and sent as the user agent.</summary>
    [Required, RegularExpression("^[A-Za-z_-]{3,40}$")]
    public string AgentToken { get; set; } = "CommerceStudioReader";

    /// <summary>The most pages read from one site.</summary>
    [Range(1, 20)]
    public int MaximumPages { get; set; } = 12;

    /// <summary>The most bytes of one page, after decompression.</summary>
    [Range(1_024, 10 * 1_024 * 1_024)]
    public int MaximumPageBytes { get; set; } = 3 * 1_024 * 1_024;

    /// <summary>The most bytes of one reading: pages, stylesheets and sitemaps together, after decompression.</summary>
    [Range(1_024, 100 * 1_024 * 1_024)]
    public int MaximumTotalBytes { get; set; } = 24 * 1_024 * 1_024;

    /// <summary>The most redirects followed for one address.</summary>
    [Range(0, 10)]
    public int MaximumRedirects { get; set; } = 5;

    /// <summary>The longest wait for one answer, from the request to its last byte.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time for the whole site; what was read by then is kept.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause between two requests to one host; robots.txt may ask for a longer one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan RequestDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause robots.txt may ask for.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan MaximumCrawlDelay { get; set; } = TimeSpan.FromSeconds(5);
}
