using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Signals;

/// <summary>The backlog of what the shop is to be told.</summary>
public sealed class SignalBacklog(StoreWork work, TimeProvider time) : IBacklog
{
    public async Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken)
    {
        if (await TakeAsync(storeId, worker, cancellationToken) is not { } signal)
        {
            return false;
        }

        await using var lease = KeptLease.Keep(work, storeId, Backlog.Signals, signal.Id, worker, time, cancellationToken);
        try
        {
            await work.RunAsync(storeId, services => services.GetRequiredService<SignalSending>().RunAsync(signal, lease.Token));
        }
        catch (LostLeaseException)
        {
            // Another worker sends it.
        }
        catch (OperationCanceledException) when (lease.Token.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return true;
    }

    /// <summary>Looks for changes to tell. Called after the other backlogs have settled, so that what they just closed is found.</summary>
    public Task<DateTimeOffset?> SettleAsync(Guid storeId, CancellationToken cancellationToken) => work.RunAsync(storeId, async services =>
    {
        await services.GetRequiredService<SignalSource>().RecordAsync(cancellationToken);
        return await services.GetRequiredService<Leases>().NextDueAsync(Backlog.Signals, cancellationToken);
    });

    private Task<Signal?> TakeAsync(Guid storeId, string worker, CancellationToken cancellationToken) => work.RunAsync(storeId, async services =>
    {
        var id = await services.GetRequiredService<Leases>().TakeAsync(Backlog.Signals, worker, cancellationToken);

        // Only while it is still ours: what is read here names the owner that guards every write.
        return await services.GetRequiredService<CommerceContext>().Signals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.LeaseOwner == worker, cancellationToken);
    });
}
