namespace Commerce.Batches.Results;

/// <summary>What became of a result's file in an archive.</summary>
public enum Inclusion
{
    Included,

    /// <summary>Our store does not hold it any more, or did not hand it out.</summary>
    Missing,

    /// <summary>Reading broke off, so the file in the archive ends early.</summary>
    Incomplete,

    /// <summary>The stored bytes are not those that were delivered.</summary>
    Different,
}
