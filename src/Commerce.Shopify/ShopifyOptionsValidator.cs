using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Commerce.Shopify.AccessTokens;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify;

/// <summary>Refuses settings that would send a secret to the wrong place or accept a token signed with nothing.</summary>
internal sealed partial class ShopifyOptionsValidator : IValidateOptions<ShopifyOptions>
{
    public ValidateOptionsResult Validate(string? name, ShopifyOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(ShopifyOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ApiKey)) yield return "Shopify:ApiKey is missing; set it to the app's client id.";
        if (string.IsNullOrWhiteSpace(options.ApiSecret)) yield return "Shopify:ApiSecret is missing; set it to the app's client secret.";
        if (!Version().IsMatch(options.ApiVersion)) yield return "Shopify:ApiVersion must look like 2026-10.";
        if (!options.ShopBaseAddress.Contains("{shop}", StringComparison.Ordinal) || options.ShopBaseAddress.EndsWith('/') || !IsSafe(options.ShopBaseAddress.Replace("{shop}", "a.myshopify.com", StringComparison.Ordinal)))
            yield return "Shopify:ShopBaseAddress must contain {shop}, use https (http only on this machine) and have no trailing slash.";
        if (options.Access == AccessKind.ApplicationOnly && !IsKey(options.AssertionKey)) yield return "Shopify:AssertionKey must be a private key in PEM: P-256, or RSA from 2048 bits.";
        if (!IsSafe(options.AppBridgeUrl)) yield return "Shopify:AppBridgeUrl must be an https address (http only on this machine).";
        if (!IsOrigin(options.AdminOrigin)) yield return "Shopify:AdminOrigin must be an origin such as https://admin.shopify.com.";
        if (!IsOrigin(options.AppUrl)) yield return "Shopify:AppUrl must be the app's public origin, such as https://studio.example.com, without a trailing slash.";
    }

    private static bool IsKey(string? pem)
    {
        try
        {
            using var key = ClientAssertion.Key(pem ?? "");
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal static bool IsSafe(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    // Compared with the canonical form, because the value is copied into a security header.
    private static bool IsOrigin(string text) =>
        IsSafe(text) && new Uri(text).GetLeftPart(UriPartial.Authority) == text;

    [GeneratedRegex(@"\A20[0-9]{2}-(01|04|07|10)\z")]
    private static partial Regex Version();
}
