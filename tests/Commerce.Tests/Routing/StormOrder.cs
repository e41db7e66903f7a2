using Commerce.Batches;
using Commerce.Providers;
using Commerce.Routing;

namespace Commerce.Tests.Routing;

/// <summary>What the storm orders of a vendor, and what may be expected of it when an answer is lost.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Model">The vendor's id of the model that is ordered from.</param>
/// <param name="Kind">Picture or video.</param>
/// <param name="Tasks">Whether it takes orders and makes them later.</param>
/// <param name="Calls">Whether it calls back, signed.</param>
public sealed record StormOrder(string Vendor, string Model, GenerationKind Kind, bool Tasks, bool Calls)
{
    public static IReadOnlyList<StormOrder> All { get; } =
    [
        new("kie", "google/nano-banana-edit", GenerationKind.Image, Tasks: true, Calls: true),
        new("openai", "gpt-image-2", GenerationKind.Image, Tasks: false, Calls: false),
        new("google", "gemini-3.1-flash-image", GenerationKind.Image, Tasks: false, Calls: false),
        new("runway", "gen4_image_turbo", GenerationKind.Image, Tasks: true, Calls: false),
        new("google", "gemini-omni-1.1-flash", GenerationKind.Video, Tasks: true, Calls: false),
        new("kling", "kling-2.6", GenerationKind.Video, Tasks: true, Calls: true),
        new("fal", "fal-ai/kling-video/v2.1/standard/image-to-video", GenerationKind.Video, Tasks: true, Calls: true),
        new("replicate", "kwaivgi/kling-v2.1", GenerationKind.Video, Tasks: true, Calls: true),
        new("openrouter", "google/veo-3.1", GenerationKind.Video, Tasks: true, Calls: false),
    ];

    /// <summary>Whether it can be asked for an order by our own number of it.</summary>
    public bool Finds => Vendor == "kling";

    public RecipeContent Content => new([Style], "", false, null) { ImageModel = ModelName.Of(Vendor, Model), VideoModel = ModelName.Of(Vendor, Model) };

    private RecipeStyle Style => Kind is GenerationKind.Image ? new("studio-shot", 64, 64, 1) : Vendor == "openrouter" ? new("scene-integration", 160, 90, 1) : new("scene-integration", 90, 160, 1);

    public override string ToString() => $"{Vendor} {Kind.ToString().ToLowerInvariant()}";
}
