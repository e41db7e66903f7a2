using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Commerce.Media.Provenance;

/// <summary>
/// Source type and origin as an XMP packet, the form the IPTC gives these properties in every kind of file; its older binary
/// block (IIM) has no field for them. What the standards have no property for has a namespace of ours. Sources: IPTC Photo
/// Metadata Standard 2025.1 (Digital Source Type, AI System Used); XMP specification, parts 1 and 2 (CreatorTool, CreateDate,
/// DerivedFrom).
/// </summary>
internal static class XmpPacket
{
    private const string HashPrefix = "sha256:";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XNamespace Basic = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Management = "http://ns.adobe.com/xap/1.0/mm/";
    private static readonly XNamespace Reference = "http://ns.adobe.com/xap/1.0/sType/ResourceRef#";
    private static readonly XNamespace Ours = "urn:commerce-studio:origin#";

    public static byte[] Write(string sourceType, string credit) => Packet(Description(sourceType, credit));

    public static byte[] Write(Origin origin, string credit)
    {
        var description = Description(origin.SourceType, credit);
        description.Add(
            new XAttribute(XNamespace.Xmlns + "xmpMM", Management),
            new XAttribute(XNamespace.Xmlns + "stRef", Reference),
            new XAttribute(XNamespace.Xmlns + "studio", Ours),
            new XAttribute(Basic + "CreateDate", origin.MadeAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)),
            new XAttribute(Ours + "Model", origin.Model),
            new XAttribute(Ours + "Recipe", origin.Recipe),
            new XElement(Management + "DerivedFrom", new XAttribute(Reference + "documentID", HashPrefix + origin.SourceSha256)));
        if (origin.SourceType is SourceType.TrainedModel or SourceType.CompositeWithTrainedModel)
        {
            description.Add(new XAttribute(Iptc + "AISystemUsed", origin.Model));
        }
        return Packet(description);
    }

    /// <summary>The short name in a packet; null when it has none or is no XML.</summary>
    public static string? ReadSourceType(byte[] packet) => Find(packet) is { } description ? Short(Value(description, Iptc + "DigitalSourceType")!) : null;

    /// <summary>The origin in a packet; null when a part of it is missing.</summary>
    public static Origin? ReadOrigin(byte[] packet)
    {
        if (Find(packet) is not { } description
            || Value(description, Ours + "Model") is not { } model || Value(description, Ours + "Recipe") is not { } recipe
            || description.Element(Management + "DerivedFrom") is not { } derived || Value(derived, Reference + "documentID") is not { } source
            || !source.StartsWith(HashPrefix, StringComparison.Ordinal)
            || !DateTimeOffset.TryParse(Value(description, Basic + "CreateDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var madeAt))
        {
            return null;
        }
        return new Origin(Short(Value(description, Iptc + "DigitalSourceType")!), model, recipe, source[HashPrefix.Length..], madeAt);
    }

    private static XElement Description(string sourceType, string credit) => new(
        Rdf + "Description",
        new XAttribute(Rdf + "about", string.Empty),
        new XAttribute(XNamespace.Xmlns + "Iptc4xmpExt", Iptc),
        new XAttribute(XNamespace.Xmlns + "xmp", Basic),
        new XAttribute(Iptc + "DigitalSourceType", SourceType.Prefix + sourceType),
        new XAttribute(Basic + "CreatorTool", credit));

    private static byte[] Packet(XElement description)
    {
        var meta = new XElement(
            Meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), description));
        return Encoding.UTF8.GetBytes($"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{meta.ToString(SaveOptions.DisableFormatting)}<?xpacket end=\"w\"?>");
    }

    /// <summary>The description that names a source type. Others write what we wrote as an attribute as an element.</summary>
    private static XElement? Find(byte[] packet)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(packet), settings);
            return XDocument.Load(reader).Descendants(Rdf + "Description").FirstOrDefault(description => Value(description, Iptc + "DigitalSourceType") is not null);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? Value(XElement element, XName name) => element.Attribute(name)?.Value ?? element.Element(name)?.Value;

    private static string Short(string value) => value.StartsWith(SourceType.Prefix, StringComparison.Ordinal) ? value[SourceType.Prefix.Length..] : value;
}
