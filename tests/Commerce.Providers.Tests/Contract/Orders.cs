using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;

namespace Commerce.Providers.Tests.Contract;

/// <summary>Orders for any model: with the least that its task needs, or with everything that the catalogue says it takes.</summary>
internal static class Orders
{
    public static readonly MediaInput Picture = new MediaInput.Hosted(new Uri("https://files.example.com/picture.jpg"));
    public static readonly MediaInput Second = new MediaInput.Hosted(new Uri("https://files.example.com/second.jpg"));
    public static readonly MediaInput Film = new MediaInput.Hosted(new Uri("https://files.example.com/film.mp4"));
    public static readonly MediaInput Recording = new MediaInput.Hosted(new Uri("https://files.example.com/voice.mp3"));
    public static readonly MediaInput Held = new MediaInput.Held(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, "image/png");
    public static readonly Uri Callback = new("https://studio.example.com/callbacks");
    public static readonly PromptParts Prompt = new("A canvas bag", "on a wooden bench in morning light", "calm product photograph");

    public static ModelEntry Model(string vendor, string id) => ModelCatalogue.Shipped.Get(vendor, id);

    public static WorkRequest Least(ModelEntry model, WorkTask task, string? voice = null) => Kind(task) switch
    {
        "speech" => new SpeechRequest(model, task, "key-1", Prompt) { Voice = voice, Recording = task is WorkTask.SpeechToSpeech or WorkTask.IsolateVoice ? Recording : null, Callback = Callback },
        "video" => new VideoRequest(model, task, "key-1", Prompt)
        {
            Callback = Callback,
            StartFrame = task is WorkTask.ImageToVideo or WorkTask.TalkingActor or WorkTask.Motion or WorkTask.ProductTalk ? Picture : null,
            Footage = task is WorkTask.VideoToVideo or WorkTask.LipSync or WorkTask.Motion or WorkTask.UpscaleVideo or WorkTask.ProductSwap ? Film : null,
            Recording = task is WorkTask.TalkingActor or WorkTask.LipSync ? Recording : null,
            Earlier = task is WorkTask.ExtendVideo or WorkTask.UpscaleVideo ? "task-0" : null,
            References = task is WorkTask.ReferenceToVideo or WorkTask.ProductFilm or WorkTask.ProductTalk ? [Picture] : task is WorkTask.ProductSwap ? [Picture, Second] : [],
        },
        _ => new ImageRequest(model, task, "key-1", Prompt)
        {
            Callback = Callback,
            References = task is WorkTask.TextToImage ? [] : model.LeastReferences > 1 ? [Picture, Second] : [Picture],
            Language = task is WorkTask.LocalizeImage ? "de" : null,
            Mask = task is WorkTask.MaskedEdit ? Second : null,
        },
    };

    public static WorkRequest Most(ModelEntry model, WorkTask task, string? voice = null)
    {
        var least = Least(model, task, voice) with { Ratio = Last(model.Ratios), Resolution = Last(model.Resolutions), Seed = 7, Prompt = Prompt with { Negative = "people" } };
        return least switch
        {
            ImageRequest image => image with { Count = model.Count, References = task is WorkTask.TextToImage ? [] : [.. Enumerable.Repeat(Picture, model.References)] },
            VideoRequest video => video with
            {
                Seconds = model.Seconds.Count > 0 ? model.Seconds[^1] : null,
                Sound = model.Sound ? true : null,
                EndFrame = model.EndFrame && task == WorkTask.ImageToVideo ? Second : null,
                References = video.References.Count == 0 ? [] : [.. Enumerable.Repeat(Picture, model.References)],
            },
            SpeechRequest speech => speech with { Timestamps = true },
            _ => least,
        };
    }

    private static string? Last(IReadOnlyList<string> choices) => choices.Count > 0 ? choices[^1] : null;

    private static string Kind(WorkTask task) => task switch
    {
        WorkTask.TextToSpeech or WorkTask.Dialogue or WorkTask.SpeechToSpeech or WorkTask.IsolateVoice or WorkTask.Music or WorkTask.SoundEffect => "speech",
        WorkTask.TextToImage or WorkTask.ImageToImage or WorkTask.MaskedEdit or WorkTask.RemoveBackground or WorkTask.Upscale or WorkTask.CampaignImages or WorkTask.LocalizeImage or WorkTask.Detection => "image",
        _ => "video",
    };
}
