using System.Buffers.Binary;
using System.Text;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>Tells files apart by their first bytes.</summary>
internal static class FileKind
{
    public static string Of(byte[] file) => file switch
    {
        [0xFF, 0xD8, ..] => "jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "png",
        [(byte)'I', (byte)'D', (byte)'3', ..] or [0xFF, > 0xE0, ..] => "mp3",
        _ when file.Length > 8 && Encoding.ASCII.GetString(file, 4, 4) == "ftyp" => "mp4",
        _ => "unknown",
    };

    /// <summary>Width and height of a PNG.</summary>
    public static (int Width, int Height) SizeOfPng(byte[] file) => (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
}
