namespace Commerce.Providers;

/// <summary>Somebody who makes pictures or videos to order: submit, poll, fetch.</summary>
public interface IGenerationProvider
{
    /// <summary>The provider's stable name, for example <c>local</c>.</summary>
    string Name { get; }

    /// <summary>What it makes.</summary>
    GenerationKind Kind { get; }

    /// <summary>
    /// Whether the same idempotency key gives the same task at any later time and for nothing, so that a task's id needs no
    /// record of its own: true of what is made on this machine, never of a vendor who keeps keys for a day or charges again.
    /// </summary>
    bool Repeatable => false;

    /// <summary>Whether it sets the product itself into what it makes, cut out of its picture, and takes a cut-out in the order.</summary>
    bool CutsOut => false;

    /// <summary>How long after it was handed over an order is waited for, whatever goes wrong meanwhile; null counts lost answers instead.</summary>
    TimeSpan? Patience => null;

    /// <summary>The least time between its taking an order and the first question about it, and between two questions; zero where it may be asked at any time.</summary>
    TimeSpan Floor => TimeSpan.Zero;

    /// <summary>Whether what is asked for can be done without: a row that waited for it in vain is then made another way and does not fail.</summary>
    bool Dispensable => false;

    /// <summary>Hands the order over. The same idempotency key gives the same task, so that a repeated call buys nothing twice.</summary>
    /// <returns>The vendor's task id.</returns>
    /// <exception cref="ProviderException">When the vendor refuses or cannot be reached.</exception>
    Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct);

    /// <summary>Whether the vendor can be asked for an order by its key, so that one that is not found was surely not taken.</summary>
    bool Finds => false;

    /// <summary>Looks for an order whose answer was lost.</summary>
    /// <returns>The vendor's task id; null when it is not found.</returns>
    /// <exception cref="ProviderException">When the vendor cannot be reached.</exception>
    Task<string?> FindAsync(GenerationOrder order, CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>Asks how the task is doing.</summary>
    /// <exception cref="ProviderException">When the vendor cannot be asked.</exception>
    Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct);

    /// <summary>Writes a ready task's files into a folder, which it makes if it is not there. Running it again overwrites them.</summary>
    /// <exception cref="ProviderException">When the result cannot be had.</exception>
    Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct);
}
