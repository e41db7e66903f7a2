using System.Text;
using System.Xml;
using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

/// <summary>The texts that a workbook keeps once and its cells name by number, packed closely.</summary>
internal sealed class SharedTexts
{
    private const int BlockSize = 1024 * 1024;
    private readonly List<byte[]> blocks = [];
    private readonly List<(int Block, int Start, int Length)> places = [];
    private int used = BlockSize;
    private long total;

    /// <summary>Reads them; without the part there are none.</summary>
    public static SharedTexts Read(Package package, string part)
    {
        var texts = new SharedTexts();
        using var reader = package.Find(part);
        var text = new CellText();
        while (reader is not null && reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                text.Clear();
                ReadItem(reader, text);
                texts.Add(text[..]);
            }
        return texts;
    }

    /// <summary>Appends a text; a number without one appends nothing.</summary>
    public void AppendTo(CellText target, int number)
    {
        if (number < 0 || number >= places.Count)
            return;
        var (block, start, length) = places[number];
        target.Took(Encoding.UTF8.GetChars(blocks[block].AsSpan(start, length), target.Room(length)));
    }

    /// <summary>Appends the text of an item the reader stands on: its runs, without the reading aids of Asian scripts.</summary>
    internal static bool ReadItem(XmlReader reader, CellText text)
    {
        if (reader.IsEmptyElement)
            return true;
        var (depth, most, fits) = (reader.Depth, text.Length + SheetLimits.Cell + 1, true);
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                XmlText.Skip(reader);
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "t" })
                fits = XmlText.Append(reader, text, most) && fits;
        }
        return fits;
    }

    private void Add(ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        total += length + 16;
        if (total > SheetLimits.SharedTexts)
            throw new UnreadableFileException("too_large", "The workbook holds more text than is read at once. Save the sheet as CSV and upload that.");
        if (BlockSize - used < length)
        {
            blocks.Add(new byte[BlockSize]);
            used = 0;
        }
        Encoding.UTF8.GetBytes(text, blocks[^1].AsSpan(used));
        places.Add((blocks.Count - 1, used, length));
        used += length;
    }
}
