using System.Net;
using System.Net.Sockets;

namespace Commerce.Brand.Reading;

/// <summary>Tells addresses on the open internet from those that lead back into a network of our own.</summary>
/// <remarks>Ranges from the IANA special-purpose registries for IPv4 and IPv6.</remarks>
public static class PublicAddress
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Answers on every machine of one large cloud: its metadata and DNS service sits on a public-looking address.
            "168.63.129.16/32",
        }.Select(range => IPNetwork.Parse(range)),
    ];

    private static readonly IPNetwork[] ClosedWithinGlobal =
    [
        // Teredo, 6to4 and the other transition and documentation ranges can wrap a private IPv4 address.
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(range => IPNetwork.Parse(range)),
    ];

    /// <summary>True only for addresses a public website can have.</summary>
    public static bool Allows(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Closed.Any(range => range.Contains(address));
        }

        // Mapped, compatible, NAT64, unique local, link-local, multicast and loopback all lie outside 2000::/3.
        return address.AddressFamily == AddressFamily.InterNetworkV6
            && address.ScopeId == 0
            && !address.IsIPv4MappedToIPv6
            && (address.GetAddressBytes()[0] & 0xE0) == 0x20
            && !ClosedWithinGlobal.Any(range => range.Contains(address));
    }
}
