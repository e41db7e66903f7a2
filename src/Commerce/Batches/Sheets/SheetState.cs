namespace Commerce.Batches.Sheets;

public enum SheetState
{
    /// <summary>It can be read; which column says what is being chosen.</summary>
    Uploaded,

    /// <summary>Its rows wait to be checked.</summary>
    Queued,

    Checking,

    /// <summary>Every row is good or has an error in words.</summary>
    Checked,

    /// <summary>It could not be checked to its end; the message says why.</summary>
    Failed,
}
