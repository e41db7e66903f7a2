using System.Xml;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

/// <summary>Characters of a row's cells one after the other; the room is kept from row to row.</summary>
internal sealed class CellText
{
    private char[] characters = new char[4 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<char> this[Range range] => characters.AsSpan(0, Length)[range];

    public void Clear() => Length = 0;

    public void Cut(int length) => Length = length;

    public void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>Room for so many characters; <see cref="Took"/> says how many were used.</summary>
    public Span<char> Room(int wanted)
    {
        if (characters.Length - Length < wanted)
            Array.Resize(ref characters, Math.Max(characters.Length * 2, Length + wanted));
        return characters.AsSpan(Length, wanted);
    }

    public void Took(int count) => Length += count;

    /// <summary>Appends the reader's current text as long as the whole stays below a length. False when it does not fit.</summary>
    public bool Append(XmlReader reader, int most)
    {
        while (Length < most)
        {
            Room(512);
            var read = reader.ReadValueChunk(characters, Length, Math.Min(characters.Length, most) - Length);
            if (read == 0)
                return true;
            Length += read;
        }
        return false;
    }
}
