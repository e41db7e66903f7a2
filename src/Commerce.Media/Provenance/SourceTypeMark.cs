namespace Commerce.Media.Provenance;

/// <summary>
/// Writes only how a picture was made into the encoded file without touching its pixels, and reads it back from any mark of
/// ours or of others. <see cref="OriginMark"/> tells more.
/// </summary>
public static class SourceTypeMark
{
    /// <summary>Adds the digital source type as XMP; a mark that is there already is replaced.</summary>
    /// <param name="encoded">A JPEG, PNG, WebP or AVIF file.</param>
    /// <param name="sourceType">A short name from <see cref="SourceType"/>.</param>
    /// <param name="credit">The tool to name as creator.</param>
    /// <exception cref="MediaException">Code <c>mark-unsupported</c> for other formats.</exception>
    public static byte[] Write(ReadOnlySpan<byte> encoded, string sourceType, string credit = "Commerce Studio") =>
        OriginMark.Put(encoded, XmpPacket.Write(sourceType, credit));

    /// <summary>The short name found in the file, or null when it carries none.</summary>
    public static string? Read(ReadOnlySpan<byte> encoded) => OriginMark.Packet(encoded) is { } packet ? XmpPacket.ReadSourceType(packet) : null;
}
