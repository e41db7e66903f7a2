using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Webhooks;

/// <summary>The topics some part of the product has an effect for.</summary>
public sealed class WebhookTopics(IServiceScopeFactory scopes)
{
    // Effects live in a store's scope; their topics never change, so they are asked for once, outside of any store.
    private readonly Lazy<HashSet<string>> known = new(() =>
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetServices<IWebhookEffect>().SelectMany(effect => effect.Topics).ToHashSet(StringComparer.Ordinal);
    });

    public IReadOnlySet<string> All => known.Value;

    public bool Knows(string topic) => known.Value.Contains(topic);
}
