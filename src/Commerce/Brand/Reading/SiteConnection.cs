using System.Net;
using System.Net.Sockets;

namespace Commerce.Brand.Reading;

/// <summary>Turns a host name into addresses.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken ct);

/// <summary>Opens connections to checked addresses only.</summary>
internal sealed class SiteConnection(IReadOnlySet<string> allowedOrigins, ResolveHost resolve)
{
    public HttpClient CreateClient() => new(CreateHandler(mostRedirects: 0)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>A handler whose every connection is checked, also those that redirects lead to.</summary>
    public SocketsHttpHandler CreateHandler(int mostRedirects) => new()
    {
        ConnectCallback = ConnectAsync,
        AllowAutoRedirect = mostRedirects > 0,
        MaxAutomaticRedirections = Math.Max(1, mostRedirects),
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        AutomaticDecompression = DecompressionMethods.All,
        MaxConnectionsPerServer = 1,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var target = context.DnsEndPoint;
        var origin = SiteAddress.OriginOf(context.InitialRequestMessage.RequestUri!);
        var addresses = await ResolveAsync(target.Host, ct);

        // The very address that was checked is the one connected to, so a name that changes its answer gains nothing.
        if (!allowedOrigins.Contains(origin) && !addresses.All(PublicAddress.Allows))
        {
            throw new SiteReadException(SiteReadCode.PrivateAddress,
                $"{target.Host} leads to an address inside a private network. Only public websites are read.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return [literal];
        }

        var addresses = await resolve(host, ct);
        return addresses.Length > 0
            ? addresses
            : throw new SiteReadException(SiteReadCode.Unreachable, $"The name {host} leads to no address.");
    }
}
