using System.Xml;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

/// <summary>Text of an element, piece by piece into a buffer that the caller bounds.</summary>
internal static class XmlText
{
    /// <summary>Goes to the end of the element the reader stands on.</summary>
    public static void Skip(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
        }
    }

    /// <summary>Appends the texts of the element the reader stands on and goes to its end.</summary>
    /// <returns>False when there was no room for all of it.</returns>
    public static bool Append(XmlReader reader, CellText target, int most)
    {
        if (reader.IsEmptyElement)
            return true;
        var (depth, fits) = (reader.Depth, true);
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                fits = target.Append(reader, most) && fits;
        return fits;
    }
}
