using System.Text.Json;

namespace Commerce.Publishing;

/// <summary>What Shopify accepts, at the lower of its published figures; kept as data in <c>limits.json</c>.</summary>
public static class PublishingLimits
{
    private static readonly Figures Data = Read();

    public static int MediaPerProduct => Data.MediaPerProduct;

    /// <summary>Longest alt text in characters.</summary>
    public static int AltTextLength => Data.AltTextLength;

    /// <summary>Largest picture in bytes.</summary>
    public static long ImageBytes => Data.ImageBytes;

    /// <summary>Most pixels of a picture.</summary>
    public static long ImagePixels => Data.ImagePixels;

    /// <summary>Largest video in bytes.</summary>
    public static long VideoBytes => Data.VideoBytes;

    public static TimeSpan VideoLength => TimeSpan.FromSeconds(Data.VideoSeconds);

    /// <summary>Videos an app may add to one shop in seven days.</summary>
    public static int NewVideosPerWeek => Data.NewVideosPerWeek;

    /// <summary>Videos and 3D models a shop of this Shopify plan may hold; null where Shopify publishes no figure.</summary>
    /// <param name="shopPlan">The plan's public name.</param>
    public static int? VideosOf(string shopPlan) => Data.VideosPerShop.TryGetValue(shopPlan, out var most) ? most : null;

    /// <summary>Whether shops of this plan are on trial, which some files are refused for.</summary>
    public static bool IsTrial(string shopPlan) => Data.TrialPlans.Contains(shopPlan, StringComparer.OrdinalIgnoreCase);

    private static Figures Read()
    {
        using var stream = typeof(PublishingLimits).Assembly.GetManifestResourceStream("Commerce.Publishing.limits.json")!;
        return JsonSerializer.Deserialize<Figures>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Figures(
        int MediaPerProduct, int AltTextLength, long ImageBytes, long ImagePixels, long VideoBytes, int VideoSeconds, int NewVideosPerWeek,
        Dictionary<string, int> VideosPerShop, IReadOnlyList<string> TrialPlans);
}
