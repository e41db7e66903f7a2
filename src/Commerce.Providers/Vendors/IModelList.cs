namespace Commerce.Providers.Vendors;

/// <summary>A vendor that tells which models it has.</summary>
public interface IModelList
{
    /// <summary>Asks after models; costs nothing.</summary>
    /// <param name="ids">Those that are asked after: some vendors are asked for each by itself.</param>
    /// <param name="ct">Stops the questions.</param>
    /// <returns>What the vendor has; it may name others too.</returns>
    /// <exception cref="VendorException">When the list cannot be had whole.</exception>
    Task<IReadOnlyList<ListedModel>> AskAfterAsync(IReadOnlyCollection<string> ids, CancellationToken ct);
}

/// <summary>A model that a vendor has.</summary>
/// <param name="Id">The vendor's id.</param>
/// <param name="Until">The day it is shut down, where the vendor says so.</param>
public sealed record ListedModel(string Id, DateOnly? Until = null);
