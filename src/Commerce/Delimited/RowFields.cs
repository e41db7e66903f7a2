namespace Commerce.Delimited;

/// <summary>Where the fields of one row lie in a buffer.</summary>
internal sealed class RowFields
{
    private Slice[] slices = new Slice[64];
    private int[] doubles = new int[64];
    private char[] singles = new char[1024];
    private int doublesCount;

    public int Count { get; private set; }

    /// <summary>A field of a settled row.</summary>
    public ReadOnlySpan<char> Of(char[] buffer, int index)
    {
        ref readonly var slice = ref slices[index];
        return (slice.Doubled > 0 ? singles : buffer).AsSpan(slice.Start, slice.Length);
    }

    public void Clear() => (Count, doublesCount) = (0, 0);

    public void Add(int start, int end, int doubled = 0)
    {
        if (Count == slices.Length)
            Array.Resize(ref slices, slices.Length * 2);
        slices[Count++] = new Slice(start, end - start, doubled);
    }

    /// <summary>Notes the first of two quotation marks inside the quoted field that is added next.</summary>
    public void AddDouble(int place)
    {
        if (doublesCount == doubles.Length)
            Array.Resize(ref doubles, doubles.Length * 2);
        doubles[doublesCount++] = place;
    }

    /// <summary>Makes quotation marks that stand twice single, once the row is whole. Tells whether any field has content.</summary>
    public bool Settle(char[] buffer)
    {
        if (doublesCount > 0)
            MakeSingle(buffer);
        for (var index = 0; index < Count; index++)
            if (!Of(buffer, index).IsWhiteSpace())
                return true;
        return false;
    }

    private void MakeSingle(char[] buffer)
    {
        var (target, next) = (0, 0);
        foreach (ref var slice in slices.AsSpan(0, Count))
        {
            if (slice.Doubled == 0)
                continue;
            if (target + slice.Length > singles.Length)
                Array.Resize(ref singles, Math.Max(singles.Length * 2, target + slice.Length));
            var places = doubles.AsSpan(next, slice.Doubled);
            CopySingle(buffer.AsSpan(0, slice.Start + slice.Length), slice.Start, places, singles.AsSpan(target));
            slice = slice with { Start = target, Length = slice.Length - places.Length };
            target += slice.Length;
            next += places.Length;
        }
    }

    private static void CopySingle(ReadOnlySpan<char> source, int start, ReadOnlySpan<int> places, Span<char> target)
    {
        foreach (var place in places)
        {
            source[start..(place + 1)].CopyTo(target);
            target = target[(place + 1 - start)..];
            start = place + 2;
        }
        source[start..].CopyTo(target);
    }
}
