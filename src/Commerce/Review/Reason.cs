namespace Commerce.Review;

/// <summary>Why a result was turned down.</summary>
/// <param name="Key">Stable name in the log.</param>
/// <param name="Digit">The key that chooses it, 1 to 9.</param>
/// <param name="Name">As the reviewer reads it.</param>
/// <param name="OurFault">The work is bad, so its credits come back; not so where the reviewer simply wants another.</param>
public sealed record Reason(string Key, int Digit, string Name, bool OurFault)
{
    /// <summary>The reasons on offer, in the order of their keys.</summary>
    public static IReadOnlyList<Reason> All { get; } =
    [
        new("product-changed", 1, "Product changed", OurFault: true),
        new("wrong-colour", 2, "Wrong colour", OurFault: true),
        new("bad-edges", 3, "Bad edges", OurFault: true),
        new("unnatural-shadow", 4, "Unnatural shadow", OurFault: true),
        new("scene-does-not-fit", 5, "Scene does not fit", OurFault: true),
        new("text-wrong", 6, "Text wrong", OurFault: true),
        new("too-dark-or-bright", 7, "Too dark or bright", OurFault: true),
        new("duplicate", 8, "Duplicate", OurFault: false),
        new("other", 9, "Other", OurFault: false),
    ];

    public static Reason? Find(string key) => All.FirstOrDefault(reason => reason.Key == key);
}
