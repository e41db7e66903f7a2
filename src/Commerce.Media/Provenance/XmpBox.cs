using System.Buffers.Binary;

namespace Commerce.Media.Provenance;

/// <summary>
/// An XMP packet in a box of its own behind all others of an MP4 or AVIF file, so that nothing in the file moves; one that is
/// there already is declared free space. Source: XMP specification, part 3, MPEG-4; ISO 14496-12, box structure.
/// </summary>
internal static class XmpBox
{
    /// <summary>Enough of a box to know its size: size, type, and the size of large boxes.</summary>
    internal const int HeaderLength = 16;

    private const int ShortHeader = 8;
    private const int Largest = 64 * 1024;

    // BE7ACFCB-97A9-42E8-9C71-999491E3AFAC in the order of its bytes.
    private static readonly byte[] Name = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    /// <summary>How far into a box its packet begins.</summary>
    internal static int PacketAt => ShortHeader + Name.Length;

    /// <summary>The box around a packet.</summary>
    internal static byte[] Around(byte[] packet)
    {
        var box = new byte[PacketAt + packet.Length];
        BinaryPrimitives.WriteUInt32BigEndian(box, (uint)box.Length);
        "uuid"u8.CopyTo(box.AsSpan(4));
        Name.CopyTo(box.AsSpan(ShortHeader));
        packet.CopyTo(box.AsSpan(PacketAt));
        return box;
    }

    /// <summary>The size of the box a header belongs to; null when it cannot be a box in what is left of the file.</summary>
    internal static long? Size(ReadOnlySpan<byte> header, long left)
    {
        if (header.Length < ShortHeader)
        {
            return null;
        }
        long size = BinaryPrimitives.ReadUInt32BigEndian(header);
        size = size switch
        {
            0 => left,
            1 when header.Length >= HeaderLength => (long)Math.Min(long.MaxValue, BinaryPrimitives.ReadUInt64BigEndian(header[ShortHeader..])),
            _ => size,
        };
        return size < ShortHeader || size > left ? null : size;
    }

    /// <summary>Whether a box may hold a packet, as far as its header tells.</summary>
    internal static bool MayHold(ReadOnlySpan<byte> header, long size) => header[4..].StartsWith("uuid"u8) && size <= Largest && size >= PacketAt;

    /// <summary>Whether it does, by all of its bytes.</summary>
    internal static bool Holds(ReadOnlySpan<byte> box) => box.Length >= PacketAt && box[ShortHeader..].StartsWith(Name);

    internal static byte[] WithXmp(ReadOnlySpan<byte> encoded, byte[] packet)
    {
        byte[] file = [.. encoded, .. Around(packet)];
        if (Place(encoded) is { } old)
        {
            "free"u8.CopyTo(file.AsSpan(old.Start.Value + 4));
        }
        return file;
    }

    internal static byte[]? Find(ReadOnlySpan<byte> encoded) => Place(encoded) is { } place ? encoded[place][PacketAt..].ToArray() : null;

    private static Range? Place(ReadOnlySpan<byte> encoded)
    {
        for (var at = 0; at < encoded.Length;)
        {
            var left = encoded[at..];
            if (Size(left, left.Length) is not { } size)
            {
                return null;
            }
            if (MayHold(left, size) && Holds(left[..(int)size]))
            {
                return at..(at + (int)size);
            }
            at += (int)size;
        }
        return null;
    }
}
