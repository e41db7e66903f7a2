using Commerce.Webhooks;

namespace Commerce.Stores;

/// <summary>
/// <c>app/uninstalled</c>. Its body is that of any message about the shop and its topic is unsigned, so a message sent again
/// under this topic looks the same: while our access works, nobody has left.
/// </summary>
public sealed class UninstallEffect(StorePresence presence, StoreUninstaller uninstaller, TimeProvider time) : IWebhookEffect
{
    public IReadOnlyCollection<string> Topics { get; } = ["app/uninstalled"];

    public async Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        if (!await presence.IsInstalledAsync(cancellationToken))
        {
            await uninstaller.UninstallAsync(delivery.TriggeredAt, asked, cancellationToken);
        }
    }
}
