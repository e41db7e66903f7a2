namespace Commerce.Routing;

/// <summary>A vendor this program can talk to.</summary>
/// <param name="Key">Its name in rows and settings.</param>
/// <param name="Name">As people know it.</param>
/// <param name="Address">Where it answers.</param>
/// <param name="OrdersInTenSeconds">Orders it takes of one key in ten seconds; null where it states none.</param>
public sealed record Vendor(string Key, string Name, Uri Address, int? OrdersInTenSeconds = null)
{
    /// <summary>Questions about orders it takes of one key in a second; null where it states none.</summary>
    public int? QuestionsInASecond { get; init; }

    /// <summary>Its file service, where it has one of its own.</summary>
    public Uri? Files { get; init; }

    /// <summary>Where it lists its models, where that is another place.</summary>
    public Uri? Lists { get; init; }

    /// <summary>Whether it makes pictures.</summary>
    public bool Images { get; init; }

    /// <summary>Whether it makes videos.</summary>
    public bool Videos { get; init; }

    /// <summary>All vendors of pictures and videos, as people look for them.</summary>
    public static IReadOnlyList<Vendor> All { get; } =
    [
        new("kie", "kie.ai", new("https://api.kie.ai"), 20) { Files = new("https://kieai.redpandaai.co"), QuestionsInASecond = 10, Images = true, Videos = true },
        new("kling", "Kling", new("https://api-singapore.klingai.com")) { Videos = true },
        new("runway", "Runway", new("https://api.dev.runwayml.com")) { Images = true, Videos = true },
        new("openrouter", "OpenRouter", new("https://openrouter.ai")) { Images = true, Videos = true },
        new("openai", "OpenAI", new("https://api.openai.com")) { Images = true },
        new("google", "Google Gemini", new("https://generativelanguage.googleapis.com")) { Images = true, Videos = true },
        new("fal", "fal", new("https://queue.fal.run")) { Lists = new("https://api.fal.ai"), Images = true, Videos = true },
        new("replicate", "Replicate", new("https://api.replicate.com"), 100) { Images = true, Videos = true },
    ];

    public static Vendor? Find(string key) => All.FirstOrDefault(vendor => vendor.Key == key);

    /// <summary>A vendor as people know it; its key where it makes neither pictures nor videos.</summary>
    public static string NameOf(string key) => Find(key)?.Name ?? key;
}
