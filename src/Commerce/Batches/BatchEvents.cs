using Commerce.Data;
using Commerce.Tenancy;

namespace Commerce.Batches;

/// <summary>Writes a batch's history. Joins the context's transaction: an act and its line exist together or not at all.</summary>
public sealed class BatchEvents(CommerceContext context, StoreScope scope, TimeProvider time)
{
    public Task AddAsync(Guid batchId, BatchEventKind kind, string detail, string person, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        context.BatchEvents.Add(new BatchEvent
        {
            StoreId = scope.StoreId, Id = Guid.CreateVersion7(now), BatchId = batchId, Kind = kind, Detail = detail, Person = person, At = now,
        });
        return context.SaveChangesAsync(cancellationToken);
    }
}
