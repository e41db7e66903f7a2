namespace Commerce.Providers.Vendors;

/// <summary>A vendor that gives out what it made against its key only.</summary>
public interface IKeyedFiles
{
    /// <summary>
    /// Asks for a file with the key and leaves its bytes on the line. Redirects are followed within the vendor's own interface; one
    /// that leads elsewhere comes back as it is, for the key goes nowhere else.
    /// </summary>
    /// <returns>The answer, whatever its status; the caller's to dispose.</returns>
    /// <exception cref="VendorException">When no answer comes.</exception>
    /// <exception cref="ArgumentException">The address is not the vendor's own.</exception>
    Task<HttpResponseMessage> OpenAsync(Uri address, CancellationToken ct);
}
