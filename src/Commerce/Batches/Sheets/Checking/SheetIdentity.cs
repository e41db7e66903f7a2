using System.Security.Cryptography;
using System.Text;
using Commerce.Catalogue;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>
/// Ids of what a sheet brings along, taken from what it is: the same name with the same picture is the same product in every
/// sheet and every upload, so that asking for it again finds what was bought before.
/// </summary>
internal static class SheetIdentity
{
    /// <summary>What stands where the shop's products and pictures have their global id.</summary>
    public static string Key(params ReadOnlySpan<string> parts) =>
        SourceImage.SheetPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..40];

    public static Guid Id(Guid storeId, string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{storeId}\n{key}"), hash);
        // Version 8 of RFC 9562: made by a rule of our own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
