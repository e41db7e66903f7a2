namespace Commerce.Brand;

/// <summary>What an attribute says, apart from the version it stands in.</summary>
public sealed record AttributeContent(
    AttributeKind Kind,
    string Value,
    string Role = "",
    float Confidence = 1,
    bool Locked = false,
    bool ByOwner = false,
    string? ReceiptUrl = null,
    string? ReceiptText = null)
{
    public static AttributeContent Of(BrandAttribute row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.Kind, row.Value, row.Role, row.Confidence, row.Locked, row.ByOwner, row.ReceiptUrl, row.ReceiptText);
    }

    /// <summary>True when both make the same claim, however it is spelled.</summary>
    public bool Claims(AttributeContent other) =>
        Kind == other.Kind && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);
}
