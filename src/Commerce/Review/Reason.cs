namespace Commerce.Review;

/// <summary>Why a result was turned down.</summary>
/// <param name="Key">Stable name in the log.</param>
/// <param name="Digit">The key that chooses it, 1 to 9.</param>
/// <param name="Name">As the reviewer reads it.</param>
public sealed record Reason(string Key, int Digit, string Name)
{
    /// <summary>The reasons on offer, in the order of their keys.</summary>
    public static IReadOnlyList<Reason> All { get; } =
    [
        new("product-changed", 1, "Product changed"),
        new("wrong-colour", 2, "Wrong colour"),
        new("bad-edges", 3, "Bad edges"),
        new("unnatural-shadow", 4, "Unnatural shadow"),
        new("scene-does-not-fit", 5, "Scene does not fit"),
        new("text-wrong", 6, "Text wrong"),
        new("too-dark-or-bright", 7, "Too dark or bright"),
        new("duplicate", 8, "Duplicate"),
        new("other", 9, "Other"),
    ];

    public static Reason? Find(string key) => All.FirstOrDefault(reason => reason.Key == key);
}
