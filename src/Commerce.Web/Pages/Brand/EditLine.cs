using Commerce.Brand;

namespace Commerce.Web.Pages.Brand;

/// <summary>One line of the edit form. The key is the line's index in the form's names, so that lines can come and go.</summary>
public sealed class EditLine
{
    public string Key { get; set; } = "";

    public Guid? From { get; set; }

    public AttributeKind Kind { get; set; }

    public string? Value { get; set; }

    public string? Role { get; set; }

    public bool Locked { get; set; }

    public static EditLine Of(BrandAttribute attribute) => new()
    {
        Key = attribute.Id.ToString("N"),
        From = attribute.Id,
        Kind = attribute.Kind,
        Value = attribute.Value,
        Role = attribute.Role,
        Locked = attribute.Locked,
    };

    public AttributeEntry ToEntry() => new(From, Kind, Value, Role, Locked);

    public string Name(string field) => $"Lines[{Key}].{field}";
}
