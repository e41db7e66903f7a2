namespace Commerce.Webhooks;

/// <summary>
/// What the deliveries of some topics change. Runs in a job, inside the store's scope, after the delivery was answered.
/// It may run again after a crash, and deliveries come late and in any order: twice must equal once, older must not undo newer.
/// </summary>
public interface IWebhookEffect
{
    /// <summary>The topics it takes, such as <c>products/update</c>.</summary>
    IReadOnlyCollection<string> Topics { get; }

    Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken);
}
