using System.Text;
using System.Xml;

namespace Commerce.Media.Provenance;

/// <summary>
/// The digital source type as an XMP packet, the form the IPTC gives this property in every kind of file; its older binary
/// block (IIM) has no field for it. Source: IPTC Photo Metadata Standard, Digital Source Type.
/// </summary>
internal static class XmpPacket
{
    private const string IptcNamespace = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    public static byte[] Write(string sourceType, string credit)
    {
        var text = new StringBuilder("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            writer.WriteStartElement("x", "xmpmeta", "adobe:ns:meta/");
            writer.WriteStartElement("rdf", "RDF", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
            writer.WriteStartElement("rdf", "Description", null);
            writer.WriteAttributeString("rdf", "about", null, string.Empty);
            writer.WriteAttributeString("Iptc4xmpExt", "DigitalSourceType", IptcNamespace, SourceType.Prefix + sourceType);
            writer.WriteAttributeString("xmp", "CreatorTool", "http://ns.adobe.com/xap/1.0/", credit);
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        return Encoding.UTF8.GetBytes(text.Append("<?xpacket end=\"w\"?>").ToString());
    }

    /// <summary>The short name in a packet; null when it has none or is no XML.</summary>
    public static string? Read(byte[] packet)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(packet), settings);
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || reader.GetAttribute("DigitalSourceType", IptcNamespace) is not { } value)
                {
                    continue;
                }
                return value.StartsWith(SourceType.Prefix, StringComparison.Ordinal) ? value[SourceType.Prefix.Length..] : value;
            }
            return null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
