using System.Text.Json.Serialization;

namespace Commerce.Providers.Requests;

/// <summary>What is to be made. The names in the catalogue are these in kebab case.</summary>
[JsonConverter(typeof(KebabEnum<WorkTask>))]
public enum WorkTask
{
    /// <summary>A conversation, or an answer in a given shape.</summary>
    Text,

    /// <summary>A picture from words.</summary>
    TextToImage,

    /// <summary>A picture from words and other pictures.</summary>
    ImageToImage,

    /// <summary>Words change the part of a picture that a mask names.</summary>
    MaskedEdit,

    /// <summary>The subject of a picture on nothing.</summary>
    RemoveBackground,

    /// <summary>The same picture, larger.</summary>
    Upscale,

    /// <summary>A video from words.</summary>
    TextToVideo,

    /// <summary>A video that starts at a picture.</summary>
    ImageToVideo,

    /// <summary>A video whose subjects look as in the reference pictures.</summary>
    ReferenceToVideo,

    /// <summary>A video changed by words.</summary>
    VideoToVideo,

    /// <summary>A picture of somebody moves as the person in a video does.</summary>
    Motion,

    /// <summary>A picture of somebody speaks a recording.</summary>
    TalkingActor,

    /// <summary>The mouth in a video follows a recording.</summary>
    LipSync,

    /// <summary>A longer video from a finished task.</summary>
    ExtendVideo,

    /// <summary>The same video, larger.</summary>
    UpscaleVideo,

    /// <summary>A whole advertising film from pictures of a product, as a vendor's ready-made recipe.</summary>
    ProductFilm,

    /// <summary>A person talks about a product, as a vendor's ready-made recipe.</summary>
    ProductTalk,

    /// <summary>A product in a video replaced by another, as a vendor's ready-made recipe. References: the old product first, then the new one.</summary>
    ProductSwap,

    /// <summary>Campaign pictures of a product, as a vendor's ready-made recipe.</summary>
    CampaignImages,

    /// <summary>The words within a picture in another language, as a vendor's ready-made recipe.</summary>
    LocalizeImage,

    /// <summary>Words read aloud.</summary>
    TextToSpeech,

    /// <summary>Lines read aloud by several voices.</summary>
    Dialogue,

    /// <summary>A recording said again by another voice.</summary>
    SpeechToSpeech,

    /// <summary>The voice of a recording without what is around it.</summary>
    IsolateVoice,

    /// <summary>A piece of music from words.</summary>
    Music,

    /// <summary>A noise from words.</summary>
    SoundEffect,

    /// <summary>Finds what is in a picture; makes nothing.</summary>
    Detection,
}
