namespace Commerce.Batches.Sheets.Reading;

/// <summary>Goes through the rows of a sheet, one at a time; cells are looked at where they lie and good until the next row.</summary>
public abstract class SheetReader : IDisposable
{
    /// <summary>The row's number as the program shows it that people open the file with.</summary>
    public abstract int Line { get; }

    /// <summary>How many cells the row has.</summary>
    public abstract int Count { get; }

    /// <summary>What refuses the row; null when it can be used.</summary>
    public abstract SheetFault? Fault { get; }

    /// <summary>Whether a cell may hold the character NUL; false only where it is certain.</summary>
    public virtual bool MayHoldNull => true;

    public abstract ReadOnlySpan<char> this[int index] { get; }

    /// <summary>Goes to the next row with content. False at the end.</summary>
    public abstract bool Next();

    public abstract void Dispose();
}
