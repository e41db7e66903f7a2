using Commerce.Tenancy;

namespace Commerce.Jobs;

/// <summary>Keeps one lease alive while its row is worked on, and stops the work when the lease is lost.</summary>
public sealed class KeptLease : IAsyncDisposable
{
    private readonly KeptLeases leases;

    private KeptLease(KeptLeases leases, Guid id) => (this.leases, Token) = (leases, leases.TokenOf(id));

    /// <summary>Cancelled when the process stops or the lease goes to another worker.</summary>
    public CancellationToken Token { get; }

    public static KeptLease Keep(StoreWork work, Guid storeId, Backlog backlog, Guid id, string worker, TimeProvider time, CancellationToken cancellationToken) =>
        new(KeptLeases.Keep(work, storeId, backlog, [id], worker, time, cancellationToken), id);

    public ValueTask DisposeAsync() => leases.DisposeAsync();
}
