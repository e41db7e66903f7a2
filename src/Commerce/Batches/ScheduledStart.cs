using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>A batch that waited for its time runs once the first of its rows is claimed.</summary>
public sealed class ScheduledStart(CommerceContext context, BatchEvents events)
{
    public async Task BeginAsync(IEnumerable<Batch> claimed, CancellationToken cancellationToken)
    {
        foreach (var batch in claimed.Where(batch => batch.State == BatchState.Scheduled))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var begun = await context.Batches.Where(row => row.Id == batch.Id && row.State == BatchState.Scheduled)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, BatchState.Running), cancellationToken);
            if (begun == 1)
            {
                await events.AddAsync(batch.Id, BatchEventKind.StartedOnSchedule, "", batch.CreatedBy, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }
}
