namespace Commerce.Routing;

/// <summary>What this installation knows of AI vendors; all of it may be missing.</summary>
public sealed class RoutingOptions
{
    public const string Section = "Providers";

    /// <summary>Where vendors reach this installation, for example the app's own address; without it they are only asked.</summary>
    public Uri? CallbackBase { get; set; }

    /// <summary>By the vendor's name.</summary>
    public Dictionary<string, VendorOptions> Vendors { get; } = new(StringComparer.Ordinal);

    public VendorOptions Of(string vendor) => Vendors.GetValueOrDefault(vendor) ?? VendorOptions.None;

    /// <summary>Origins of vendors that the operator set, which may lie in a private network, as stand-ins do.</summary>
    public IReadOnlySet<string> OwnOrigins() => Vendors.Values.SelectMany(vendor => new[] { vendor.Address, vendor.Files, vendor.KeySet })
        .OfType<Uri>().Select(address => address.GetLeftPart(UriPartial.Authority)).ToHashSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>What this installation knows of one vendor.</summary>
public sealed class VendorOptions
{
    internal static VendorOptions None { get; } = new();

    /// <summary>The installation's key; without it only stores with a key of their own use the vendor.</summary>
    public string? Key { get; set; }

    /// <summary>Another address than the vendor's own.</summary>
    public Uri? Address { get; set; }

    /// <summary>Another address of the vendor's file service.</summary>
    public Uri? Files { get; set; }

    /// <summary>Another address of the keys that the vendor signs its callbacks with.</summary>
    public Uri? KeySet { get; set; }

    /// <summary>Signs the vendor's callbacks.</summary>
    public string? CallbackSecret { get; set; }

    /// <summary>Orders in ten seconds with one key; null means what the vendor states.</summary>
    public int? OrdersInTenSeconds { get; set; }
}
