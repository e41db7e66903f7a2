namespace Commerce.Routing.Cutouts;

/// <summary>What a row's history says of how its product was cut out.</summary>
internal static class CutWords
{
    public const string Whole = "The photo's background is not plain, so the whole photo is shown.";

    public const string Doubtful = "Whether an AI provider cut it out was never told, and it is not bought twice.";

    public static string By(string vendor, string model) => $"The product was cut out of its photo with a mask by {vendor}, {model}; its pixels are the photo's own.";

    public static string Again(string vendor, string model) => $"{By(vendor, model)} The mask was bought for an earlier one.";
}
