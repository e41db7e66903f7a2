namespace Commerce.Shopify.Metafields;

/// <summary>One value to set.</summary>
/// <param name="Key">Its name inside the app's reserved namespace.</param>
/// <param name="Type">Shopify's type, such as <c>boolean</c> or <c>file_reference</c>.</param>
/// <param name="Value">As text, in that type's form.</param>
public sealed record Metafield(string Key, string Type, string Value);
