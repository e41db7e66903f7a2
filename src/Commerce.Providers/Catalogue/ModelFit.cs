using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Catalogue;

/// <summary>Whether a model can make what is ordered; asked before every call, so that what cannot be is never paid for.</summary>
public static class ModelFit
{
    /// <summary>Null when it can, otherwise what stands against it and the nearest that can be had.</summary>
    public static VendorFailure? Misfit(WorkRequest request, DateOnly today)
    {
        var model = request.Model;
        if (!model.Lives(today)) return new VendorFailure(FailureKind.ModelGone, $"{model.Id} is not available on {today:yyyy-MM-dd}.", "model-gone") { Nearest = model.Successor };
        if (!model.Tasks.Contains(request.Task)) return Wrong("task", $"{model.Id} does not make this.", null);
        if (request.PromptText.Length > model.PromptCharacters) return Wrong("prompt", $"{model.Id} reads at most {model.PromptCharacters} characters.", $"{model.PromptCharacters}");
        if (request.References.Count > model.References) return Wrong("references", $"{model.Id} goes by at most {model.References} pictures.", $"{model.References}");
        if (request.References.Count > 0 && request.References.Count < model.LeastReferences) return Wrong("references", $"{model.Id} needs {model.LeastReferences} pictures.", $"{model.LeastReferences}");
        return Choice("ratio", request.Ratio, model.Ratios, model, Measures.Ratio)
            ?? Choice("resolution", request.Resolution, model.Resolutions, model, Measures.Size)
            ?? request switch
            {
                ImageRequest image => Image(image, model),
                VideoRequest video => Length(video.Seconds, model) ?? Video(video, model),
                SpeechRequest speech => Length(speech.Seconds, model) ?? Speech(speech),
                _ => null,
            };
    }

    /// <summary>Refuses what the model cannot make.</summary>
    /// <exception cref="VendorException">When it cannot.</exception>
    public static void Demand(WorkRequest request, TimeProvider time)
    {
        if (Misfit(request, time.Today()) is { } failure) throw new VendorException(failure);
    }

    /// <summary>Living models of a catalogue that can make what is ordered, the wished model's vendor first.</summary>
    public static IEnumerable<ModelEntry> Able(ModelCatalogue catalogue, WorkRequest request, DateOnly today) => catalogue.Models
        .Where(model => Misfit(request with { Model = model }, today) is null)
        .OrderByDescending(model => model.Vendor == request.Model.Vendor);

    private static VendorFailure? Image(ImageRequest request, ModelEntry model)
    {
        if (request.Count < 1 || request.Count > model.Count) return Wrong("count", $"{model.Id} makes at most {model.Count} at once.", $"{model.Count}");
        if (request.Transparent && !model.Transparent) return Wrong("transparent", $"{model.Id} cannot leave the background out.", null);
        if (request.Mask is not null && request.Task != WorkTask.MaskedEdit) return Wrong("mask", "A mask belongs to a masked edit only.", null);
        if (request.Task == WorkTask.LocalizeImage && request.Language is null) return Wrong("language", "The language is missing.", null);
        if (request.Task == WorkTask.MaskedEdit && (request.Mask is null || request.References.Count == 0)) return Wrong("mask", "A masked edit needs a picture and a mask.", null);
        return request.Task is WorkTask.ImageToImage or WorkTask.RemoveBackground or WorkTask.Upscale or WorkTask.CampaignImages or WorkTask.LocalizeImage && request.References.Count == 0 ? Wrong("references", "A picture to go by is missing.", null) : null;
    }

    private static VendorFailure? Video(VideoRequest request, ModelEntry model)
    {
        if (request.EndFrame is not null && !model.EndFrame) return Wrong("end-frame", $"{model.Id} cannot be given a last picture.", null);
        if (request.Sound == true && !model.Sound) return Wrong("sound", $"{model.Id} makes no sound on request.", null);
        if (request.Task is WorkTask.ImageToVideo or WorkTask.TalkingActor or WorkTask.Motion or WorkTask.ProductTalk && request.StartFrame is null) return Wrong("start-frame", "The first picture is missing.", null);
        if (request.Task is WorkTask.TalkingActor or WorkTask.LipSync && request.Recording is null) return Wrong("recording", "The recording to speak is missing.", null);
        if (request.Task is WorkTask.VideoToVideo or WorkTask.LipSync or WorkTask.Motion or WorkTask.UpscaleVideo or WorkTask.ProductSwap && request.Footage is null && request.Earlier is null) return Wrong("footage", "The video to change is missing.", null);
        return request.Task is WorkTask.ReferenceToVideo or WorkTask.ProductFilm or WorkTask.ProductTalk or WorkTask.ProductSwap && request.References.Count == 0 ? Wrong("references", "A picture to go by is missing.", null) : null;
    }

    private static VendorFailure? Speech(SpeechRequest request)
    {
        if (request.Task is WorkTask.SpeechToSpeech or WorkTask.IsolateVoice && request.Recording is null) return Wrong("recording", "The recording is missing.", null);
        return request.Task is WorkTask.TextToSpeech or WorkTask.SpeechToSpeech && string.IsNullOrWhiteSpace(request.Voice) ? Wrong("voice", "The voice is missing.", null) : null;
    }

    private static VendorFailure? Choice(string what, string? wished, IReadOnlyList<string> choices, ModelEntry model, Func<string, double?> number)
    {
        if (wished is null || choices.Contains(wished)) return null;
        return Wrong(what, choices.Count == 0 ? $"{model.Id} leaves no choice of {what}." : $"{model.Id} makes no {wished}.", Measures.Nearest(choices, wished, number));
    }

    private static VendorFailure? Length(int? wished, ModelEntry model)
    {
        if (wished is not { } seconds || model.Seconds.Contains(seconds)) return null;
        return Wrong("seconds", $"{model.Id} does not make {seconds} seconds.", model.Seconds.Count == 0 ? null : $"{model.Seconds.MinBy(choice => Math.Abs(choice - seconds))}");
    }

    private static VendorFailure Wrong(string what, string message, string? nearest) => new(FailureKind.InvalidRequest, message, $"cannot-{what}") { Nearest = nearest };
}
