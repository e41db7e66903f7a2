namespace Commerce.Brand;

/// <summary>What one version says. Attributes stand in the order they are shown.</summary>
public sealed record ProfileContent(
    string SiteUrl,
    string Analyser,
    string? SampleSentence,
    string? SampleSentenceUrl,
    IReadOnlyList<AttributeContent> Attributes)
{
    /// <summary>The analyser's name when nobody read a site: the owner described the brand.</summary>
    public const string ByHand = "owner";

    public static ProfileContent Of(BrandProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new(
            profile.SiteUrl, profile.Analyser, profile.SampleSentence, profile.SampleSentenceUrl,
            [.. profile.Attributes.OrderBy(row => row.Position).Select(AttributeContent.Of)]);
    }
}
