namespace Commerce.Brand;

/// <summary>What kinds of attribute and palette roles are called, in notes and on pages.</summary>
public static class AttributeNames
{
    /// <summary>What a palette colour can be for.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["background", "text", "primary", "accent", "supporting"];

    public static string Of(AttributeKind kind) => kind switch
    {
        AttributeKind.Tone => "tone word",
        AttributeKind.Audience => "audience",
        AttributeKind.Feature => "feature",
        AttributeKind.Style => "style word",
        AttributeKind.Palette => "colour",
        AttributeKind.Do => "word to use",
        AttributeKind.Dont => "word to avoid",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
