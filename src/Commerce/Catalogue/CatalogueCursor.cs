using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Commerce.Catalogue;

/// <summary>The last product of a page; the next page begins behind it.</summary>
public sealed record CatalogueCursor(string Title, Guid Id)
{
    private const int IdLength = 16;

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => Base64Url.EncodeToString([.. Id.ToByteArray(), .. Encoding.UTF8.GetBytes(Title)]);

    public static bool TryParse(string? text, [NotNullWhen(true)] out CatalogueCursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text) || !Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < IdLength)
        {
            return false;
        }

        cursor = new CatalogueCursor(Encoding.UTF8.GetString(bytes.AsSpan(IdLength)), new Guid(bytes.AsSpan(0, IdLength)));
        // A zero character cannot be sent to the database, and no title of ours holds one.
        return !cursor.Title.Contains('\0', StringComparison.Ordinal);
    }
}
