namespace Commerce.Shopify.Admin;

/// <summary>One reason given by Shopify.</summary>
/// <param name="Code">Its code, such as <c>FILENAME_ALREADY_EXISTS</c>; null where the channel has none.</param>
/// <param name="Message">Its words, meant for people.</param>
/// <param name="Field">Path of the input it speaks of, joined by dots.</param>
public sealed record ShopifyError(string? Code, string Message, string? Field);
