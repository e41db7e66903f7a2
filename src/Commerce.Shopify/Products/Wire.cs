namespace Commerce.Shopify.Products;

/// <summary>Shopify's spelling of enum values.</summary>
internal static class Wire
{
    /// <summary>Reads <c>MODEL_3D</c> as <c>Model3d</c>; a value Shopify added later becomes <c>Unknown</c> instead of an error.</summary>
    public static T Read<T>(string value) where T : struct, Enum =>
        Enum.TryParse<T>(value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : default;

    /// <summary>Writes a one-word value as Shopify spells it.</summary>
    public static string Write<T>(T value) where T : struct, Enum => value.ToString().ToUpperInvariant();
}
