using System.Security.Cryptography;
using System.Text;
using Commerce.Data;
using Commerce.Security;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Retention;

/// <summary>Writes down what the law asked of us.</summary>
public sealed class ComplianceRecords(CommerceContext context, IOptions<SecurityOptions> security, TimeProvider time)
{
    /// <summary>Records a demand that is answered by recording it, once however often it comes.</summary>
    public Task AnsweredAsync(WebhookDelivery delivery, string outcome, CancellationToken cancellationToken) =>
        RecordAsync(delivery, outcome, time.GetUtcNow(), null, cancellationToken);

    /// <summary>Records that a store is to be erased; <see cref="ErasureJob"/> does it.</summary>
    public Task OrderAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        RecordAsync(delivery, "Waiting to be erased.", null, delivery.StoreId, cancellationToken);

    /// <summary>The name under which a shop stands in the records.</summary>
    public string HashOf(string shopDomain) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(security.Value.LinkKey), Encoding.UTF8.GetBytes($"compliance\n{shopDomain}")));

    private Task RecordAsync(WebhookDelivery delivery, string outcome, DateTimeOffset? finishedAt, Guid? subjectId, CancellationToken cancellationToken)
    {
        var (now, hash) = (time.GetUtcNow(), HashOf(delivery.Body.GetProperty("shop_domain").GetString()!));
        return context.Database.ExecuteSqlAsync(
            $"""
            insert into compliance_requests (id, webhook_id, topic, shop_hash, subject_id, triggered_at, received_at, finished_at, outcome)
            values ({Guid.CreateVersion7(now)}, {delivery.WebhookId}, {delivery.Topic}, {hash}, {subjectId}, {delivery.TriggeredAt}, {now}, {finishedAt}, {outcome})
            on conflict (webhook_id) do nothing
            """,
            cancellationToken);
    }
}
