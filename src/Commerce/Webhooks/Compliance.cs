namespace Commerce.Webhooks;

/// <summary>The topics the privacy law demands, which reach us after a store has left, too.</summary>
public static class Compliance
{
    public const string DataRequest = "customers/data_request";

    public const string CustomerRedact = "customers/redact";

    public const string ShopRedact = "shop/redact";

    public static IReadOnlySet<string> Topics { get; } = new HashSet<string>([DataRequest, CustomerRedact, ShopRedact], StringComparer.Ordinal);
}
