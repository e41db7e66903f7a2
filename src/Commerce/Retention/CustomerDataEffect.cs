using Commerce.Webhooks;

namespace Commerce.Retention;

/// <summary><c>customers/data_request</c> and <c>customers/redact</c>: we read products and media, never customers or orders.</summary>
public sealed class CustomerDataEffect(ComplianceRecords records) : IWebhookEffect
{
    public IReadOnlyCollection<string> Topics { get; } = [Compliance.DataRequest, Compliance.CustomerRedact];

    public Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        records.AnsweredAsync(delivery, "We hold no customer data.", cancellationToken);
}
