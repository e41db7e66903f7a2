namespace Commerce.Routing;

/// <summary>How rows and recipes name who makes them: <c>local</c>, <c>ai</c> for whichever vendor suits, or <c>vendor:model</c>.</summary>
public static class ModelName
{
    /// <summary>Whichever vendor suits the store's policy best.</summary>
    public const string Any = "ai";

    public static string Of(string vendor, string model) => $"{vendor}:{model}";

    /// <summary>Whether a vendor is chosen for it when its turn comes.</summary>
    public static bool IsRouted(string name) => name == Any || name.Contains(':', StringComparison.Ordinal);

    /// <summary>Vendor and model of a pinned name; null for others.</summary>
    public static (string Vendor, string Model)? Pinned(string name) => name.Split(':', 2) is [var vendor, var model] ? (vendor, model) : null;
}
