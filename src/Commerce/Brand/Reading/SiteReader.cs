using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Commerce.Brand.Reading;

/// <summary>Reads a few telling pages of a public website, politely and behind a wall against private addresses.</summary>
public sealed partial class SiteReader(IOptions<BrandOptions> options, HostTurns turns, TimeProvider time, ILogger<SiteReader> logger)
{
    private readonly IReadOnlySet<string> allowedOrigins = options.Value.AllowedPrivateOrigins
        .Select(origin => SiteAddress.OriginOf(new Uri(origin)))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Names are resolved by the operating system unless a test says otherwise.</summary>
    public ResolveHost Resolve { get; init; } = (host, ct) => Dns.GetHostAddressesAsync(host, ct);

    /// <summary>Refuses what would not even be asked for: other schemes, user names, unusual ports. Nothing is looked up.</summary>
    /// <exception cref="SiteReadException">The address is refused; the message says why.</exception>
    public void Check(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        SiteAddress.Check(address, allowedOrigins);
    }

    /// <summary>Reads the home page and the pages that tell most about the brand. <paramref name="progress"/> is awaited, so it may write.</summary>
    /// <returns>At least the home page; what could not be read is in the notes.</returns>
    /// <exception cref="SiteReadException">The site as a whole cannot be read.</exception>
    public async Task<SiteReading> ReadAsync(Uri start, Func<ReadProgress, Task>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(start);
        SiteAddress.Check(start, allowedOrigins);
        using var limit = new CancellationTokenSource(options.Value.TotalTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var client = new SiteConnection(allowedOrigins, Resolve).CreateClient();
        var fetcher = new SiteFetcher(client, allowedOrigins, turns, options.Value, time);
        var visit = new SiteVisit(fetcher, options.Value, progress);
        try
        {
            await visit.ReadHomeAsync(start, both.Token);
            await visit.ReadFurtherAsync(both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            visit.RanOutOfTime(start);
        }

        var reading = visit.Finish();
        Log.SiteRead(logger, reading.Site.Host, reading.Pages.Count, reading.Notes.Count);
        return reading;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Read {Pages} pages of {Host}; {Notes} notes")]
        public static partial void SiteRead(ILogger logger, string host, int pages, int notes);
    }
}
