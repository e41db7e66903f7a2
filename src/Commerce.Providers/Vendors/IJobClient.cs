namespace Commerce.Providers.Vendors;

/// <summary>What all vendors of media can be asked about a task.</summary>
public interface IJobClient
{
    /// <summary>The vendor's name in the catalogue.</summary>
    string Vendor { get; }

    /// <summary>How often to ask.</summary>
    PollRhythm Rhythm { get; }

    /// <summary>Asks how a task is doing.</summary>
    /// <exception cref="VendorException">When the vendor cannot be asked; the task itself may be well.</exception>
    Task<Job> PollAsync(string id, string model, CancellationToken ct);

    /// <summary>Asks to stop a task.</summary>
    /// <returns>False when the vendor cannot stop tasks; nothing was sent then.</returns>
    /// <exception cref="VendorException">When the vendor cannot be asked.</exception>
    Task<bool> CancelAsync(string id, string model, CancellationToken ct);

    /// <summary>The task a callback speaks of; null when it names none. Nothing else in a callback is believed: the task is asked for again.</summary>
    string? TaskOf(ReadOnlyMemory<byte> callback);
}
