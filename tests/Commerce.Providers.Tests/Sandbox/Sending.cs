using Commerce.Providers.ElevenLabs;
using Commerce.Providers.Fal;
using Commerce.Providers.Google;
using Commerce.Providers.Kie;
using Commerce.Providers.Kling;
using Commerce.Providers.OpenAi;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Replicate;
using Commerce.Providers.Requests;
using Commerce.Providers.Runway;
using Commerce.Providers.Tests.Contract;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>The usual order to a vendor by its real client: what a test needs that is about vendors rather than about orders.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="Vendor">Whose base address and log.</param>
/// <param name="Client">The client over given connections.</param>
/// <param name="Order">Hands the order over.</param>
internal sealed record Sending(string Name, string Vendor, Func<Func<string, HttpClient>, VendorKey, IJobClient> Client, Func<IJobClient, Uri?, Task<Job>> Order)
{
    public static readonly MediaInput Picture = new MediaInput.Held(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), "image/png");

    public static readonly Sending KieImage = new("kie", "kie", (http, key) => new KieClient(http("kie"), http("kie-files"), key, TestTime.Now),
        (client, callback) => ((IImageClient)client).SubmitAsync(Image("kie", "nano-banana-2", WorkTask.ImageToImage) with { References = [Picture], Ratio = "16:9", Callback = callback }, CancellationToken.None));

    public static readonly Sending KieVeo = KieImage with { Name = "kie-veo", Order = (client, callback) => Film(client, "kie", "veo3_fast", callback) };

    public static readonly Sending Fal = new("fal", "fal", (http, key) => new FalClient(http("fal"), key, TestTime.Now),
        (client, callback) => ((IImageClient)client).SubmitAsync(Image("fal", "fal-ai/flux/schnell", WorkTask.TextToImage) with { Ratio = "4:3", Count = 2, Callback = callback }, CancellationToken.None));

    public static readonly Sending FalFilm = Fal with { Name = "fal-film", Order = (client, callback) => Film(client, "fal", "fal-ai/kling-video/v2.1/standard/image-to-video", callback) };

    public static readonly Sending Replicate = new("replicate", "replicate", (http, key) => new ReplicateClient(http("replicate"), key, TestTime.Now),
        (client, callback) => ((IImageClient)client).SubmitAsync(Image("replicate", "black-forest-labs/flux-schnell", WorkTask.TextToImage) with { Ratio = "3:2", Callback = callback }, CancellationToken.None));

    public static readonly Sending ReplicateFilm = Replicate with { Name = "replicate-film", Order = (client, callback) => Film(client, "replicate", "kwaivgi/kling-v2.1", callback) };

    public static readonly Sending GoogleFilm = new("google-film", "google", (http, key) => new GoogleVideos(http("google"), key, TestTime.Now), (client, callback) => Film(client, "google", "gemini-omni-1.1-flash", callback));

    public static readonly Sending GoogleImage = new("google-image", "google", (http, key) => new GoogleImages(http("google"), key, TestTime.Now),
        (client, _) => ((IImageClient)client).SubmitAsync(Image("google", "gemini-3.1-flash-image", WorkTask.ImageToImage) with { References = [Picture], Ratio = "1:1" }, CancellationToken.None));

    public static readonly Sending OpenAiImage = new("openai", "openai", (http, key) => new OpenAiImages(http("openai"), key, TestTime.Now),
        (client, _) => ((IImageClient)client).SubmitAsync(Image("openai", "gpt-image-2", WorkTask.MaskedEdit) with { References = [Picture], Mask = Picture, Ratio = "3:2" }, CancellationToken.None));

    public static readonly Sending ElevenLabs = new("elevenlabs", "elevenlabs", (http, key) => new ElevenLabsClient(http("elevenlabs"), key, TestTime.Now),
        (client, _) => ((ISpeechClient)client).SubmitAsync((SpeechRequest)Orders.Least(Orders.Model("elevenlabs", "eleven_multilingual_v2"), WorkTask.TextToSpeech, "narrator"), CancellationToken.None));

    public static readonly Sending Runway = new("runway", "runway", (http, key) => new RunwayClient(http("runway"), key, TestTime.Now), (client, callback) => Film(client, "runway", "gen4_turbo", callback));

    public static readonly Sending RunwayRecipe = Runway with { Name = "runway-recipe", Order = (client, _) => ((IVideoClient)client).SubmitAsync((VideoRequest)Orders.Least(Orders.Model("runway", "product_ad"), WorkTask.ProductFilm) with { References = [Picture] }, CancellationToken.None) };

    public static readonly Sending Kling = new("kling", "kling", (http, key) => new KlingClient(http("kling"), key, TestTime.Now), (client, callback) => Film(client, "kling", "kling-3.0", callback));

    public static readonly Sending OpenRouterFilm = new("openrouter-film", "openrouter", (http, key) => new OpenRouterVideos(http("openrouter"), key, TestTime.Now), (client, callback) => Film(client, "openrouter", "google/veo-3.1", callback));

    public static readonly Sending OpenRouterImage = new("openrouter-image", "openrouter", (http, key) => new OpenRouterImages(http("openrouter"), key, TestTime.Now),
        (client, _) => ((IImageClient)client).SubmitAsync(Image("openrouter", "bytedance-seed/seedream-4.5", WorkTask.TextToImage), CancellationToken.None));

    public static readonly Sending OpenRouterSpeech = new("openrouter-speech", "openrouter", (http, key) => new OpenRouterSpeech(http("openrouter"), key, TestTime.Now),
        (client, _) => ((ISpeechClient)client).SubmitAsync((SpeechRequest)Orders.Least(Orders.Model("openrouter", "mistralai/voxtral-mini-tts-2603"), WorkTask.TextToSpeech, "narrator"), CancellationToken.None));

    public static IEnumerable<Sending> All => [KieImage, KieVeo, Fal, FalFilm, Replicate, ReplicateFilm, GoogleFilm, GoogleImage, OpenAiImage, ElevenLabs, Runway, RunwayRecipe, Kling, OpenRouterFilm, OpenRouterImage, OpenRouterSpeech];

    /// <summary>Vendors that make tasks.</summary>
    public static IEnumerable<Sending> Tasks => [.. Callers, GoogleFilm];

    /// <summary>Vendors that send callbacks, signed.</summary>
    public static IEnumerable<Sending> Callers => [KieImage, KieVeo, Fal, Replicate, Kling];

    public override string ToString() => Name;

    private static ImageRequest Image(string vendor, string model, WorkTask task) => (ImageRequest)Orders.Least(Orders.Model(vendor, model), task) with { Callback = null };

    private static Task<Job> Film(IJobClient client, string vendor, string model, Uri? callback)
    {
        var order = (VideoRequest)Orders.Least(Orders.Model(vendor, model), WorkTask.ImageToVideo) with { Key = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}", StartFrame = Picture, Callback = callback };
        return ((IVideoClient)client).SubmitAsync(order, CancellationToken.None);
    }
}
