using Commerce.Providers.Callbacks;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>Refuses secrets with which no callback could ever be checked.</summary>
internal sealed class RoutingOptionsValidator : IValidateOptions<RoutingOptions>
{
    public ValidateOptionsResult Validate(string? name, RoutingOptions options)
    {
        var failures = options.Vendors.Where(entry => CallbackDoor.SignsByStandard(entry.Key) && !IsUsable(entry.Value.CallbackSecret))
            .Select(entry => $"{RoutingOptions.Section}:Vendors:{entry.Key}:CallbackSecret must be the secret as {Vendor.NameOf(entry.Key)} shows it: base64, with or without whsec_ in front.").ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsUsable(string? secret) => string.IsNullOrWhiteSpace(secret) || StandardWebhooks.Takes(secret);
}
