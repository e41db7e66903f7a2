namespace Commerce.Providers.Vendors;

/// <summary>A vendor that answers an order with the result itself and keeps nothing: there is no task to ask for later.</summary>
public abstract class AtOnceClient : IJobClient
{
    /// <inheritdoc/>
    public abstract string Vendor { get; }

    /// <summary>Never needed, for every answer is final.</summary>
    public PollRhythm Rhythm { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), (TimeSpan.MaxValue, TimeSpan.FromSeconds(1)));

    /// <summary>Always fails: an answer that was lost is lost for good.</summary>
    public Task<Job> PollAsync(string id, string model, CancellationToken ct) =>
        Task.FromException<Job>(new VendorException(new VendorFailure(FailureKind.OutputExpired, $"{Vendor} answers at once and keeps no task to ask for.")));

    /// <summary>An answer that is on its way cannot be stopped.</summary>
    public Task<bool> CancelAsync(string id, string model, CancellationToken ct) => Task.FromResult(false);

    /// <summary>There are no callbacks.</summary>
    public string? TaskOf(ReadOnlyMemory<byte> callback) => null;
}
