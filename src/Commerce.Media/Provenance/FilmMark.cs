namespace Commerce.Media.Provenance;

/// <summary>The origin of an MP4 file, or only its digital source type; see <see cref="XmpBox"/> for where it is kept.</summary>
public static class FilmMark
{
    /// <summary>Adds the digital source type to a whole MP4 file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sourceType">A short name from <see cref="SourceType"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="credit">The tool to name as creator.</param>
    public static Task WriteAsync(string path, string sourceType, CancellationToken cancellation, string credit = "Commerce Studio") =>
        PutAsync(path, XmpPacket.Write(sourceType, credit), cancellation);

    /// <summary>Adds the origin to a whole MP4 file; a mark that is there already is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">What to tell.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="credit">The tool to name as creator.</param>
    public static Task WriteAsync(string path, Origin origin, CancellationToken cancellation, string credit = "Commerce Studio") =>
        PutAsync(path, XmpPacket.Write(origin, credit), cancellation);

    /// <summary>The short name found in the file, or null when it carries none.</summary>
    /// <param name="content">An MP4 file that can be sought in.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<string?> ReadAsync(Stream content, CancellationToken cancellation) =>
        await FindAsync(content, cancellation) is { } found ? XmpPacket.ReadSourceType(found.Packet) : null;

    /// <summary>The origin found in the file, or null when it carries none that is whole.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<Origin?> ReadOriginAsync(Stream content, CancellationToken cancellation) =>
        await FindAsync(content, cancellation) is { } found ? XmpPacket.ReadOrigin(found.Packet) : null;

    private static async Task PutAsync(string path, byte[] packet, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        if (await FindAsync(file, cancellation) is { } old)
        {
            file.Position = old.At + 4;
            await file.WriteAsync("free"u8.ToArray(), cancellation);
        }
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(XmpBox.Around(packet), cancellation);
    }

    private static async Task<(long At, byte[] Packet)?> FindAsync(Stream content, CancellationToken cancellation)
    {
        var header = new byte[XmpBox.HeaderLength];
        for (long at = 0; at < content.Length;)
        {
            content.Position = at;
            var read = await content.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellation);
            if (XmpBox.Size(header.AsSpan(0, read), content.Length - at) is not { } size)
            {
                return null;
            }
            if (XmpBox.MayHold(header, size))
            {
                var box = new byte[size];
                content.Position = at;
                await content.ReadExactlyAsync(box, cancellation);
                if (XmpBox.Holds(box))
                {
                    return (at, box[XmpBox.PacketAt..]);
                }
            }
            at += size;
        }
        return null;
    }
}
