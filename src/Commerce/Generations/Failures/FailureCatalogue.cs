using static Commerce.Generations.Failures.Remedy;

namespace Commerce.Generations.Failures;

/// <summary>
/// Every code a row can fail with, in words. A test reads the codes out of the source, so that a new one without words fails
/// it. Whatever the code, a failed row costs nothing: what was set aside for it goes back in the transaction that ends it.
/// </summary>
public static class FailureCatalogue
{
    /// <summary>The effect on the money, the same for every code.</summary>
    public const string Cost = "Nothing was charged. The credits set aside for it are back in the balance.";

    private static readonly FailureEntry Unknown = new(
        "", "It could not be made", "Read what the provider said, and try again. If it fails the same way, choose another style or picture.", TryAgain);

    private static readonly Dictionary<string, FailureEntry> Entries = new FailureEntry[]
    {
        // The way to a provider and back.
        new("source-unreachable", "The shop did not hand out the picture", "Check that the picture opens in the shop, then try again.", TryAgain),
        new("connection", "A connection broke", "Try again.", TryAgain),
        new("answer-lost", "The provider's answer never came", "Try again. Nothing is bought twice: the same order was asked for again and again without an answer.", TryAgain),
        new("timeout", "The provider took too long", "Try again. If it keeps happening, try at a quieter time of day.", TryAgain),
        new("overloaded", "The provider was overloaded", "Try again in a while.", TryAgain),
        new("rate-limited", "The provider asked for a pause", "Try again in a while.", TryAgain),
        new("unknown", "The provider said something nobody understands", "Try again. If it keeps happening, choose another model.", TryAgain),
        new("output-expired", "The result ran out before it was fetched", "Try again.", TryAgain),
        new("stored_bytes_differ", "The stored file was not what had been made", "Try again.", TryAgain),
        new("wrong_size", "The result had the wrong size", "Try again, or choose another format.", TryAgain),
        new("stopped-by-operator", "It hung and was stopped by whoever runs this installation", "Try again.", TryAgain),
        new("internal", "Something went wrong on our side", "Try again. We have a record of it.", TryAgain),

        // What was asked for.
        new("refused", "The provider refused it", "Choose another style, or change the fine-tuning. A picture that shows a trademark or a person is often refused.", OtherStyle),
        new("invalid-request", "The provider could not take the order", "Choose another style or format.", OtherStyle),
        new("model-gone", "The model is not offered any more", "Choose another style or model.", OtherStyle),
        new("style-unknown", "The style is not offered any more", "Choose another style.", OtherStyle),
        new("offer-missing", "An offer needs something true to say", "Give the product a price it cost before, or put the words of your offer into quotation marks in the fine-tuning.", OtherStyle),
        new("style-broken", "The style asks for something that does not exist", "Choose another style.", OtherStyle),
        new("size-unsupported", "The style cannot be made in this size", "Choose another format.", OtherStyle),
        new("mark-unsupported", "The file cannot carry the mark of its origin", "Choose another style.", OtherStyle),
        new("sheet-empty", "There were no pictures to lay out", "Choose another style.", OtherStyle),

        new("comparison-needs-two", "There was nothing to compare", "Give the product a second picture or two selling points, or choose another style.", OtherStyle),
        new("how-to-needs-steps", "There were no steps to show", "Write the steps as the script, one sentence each, or give the product two selling points.", OtherStyle),
        new("script-too-long", "The script takes too long to say", "Shorten the script so that it can be said in less than 30 seconds.", OtherStyle),
        new("speech-language-unknown", "There is no voice for the language", "Choose another language for the spoken words.", OtherStyle),

        // The source picture.
        new("picture-missing", "The source picture is gone", "Put a picture into the product's gallery, sync the catalogue, and make it again.", OtherPicture),
        new("picture-damaged", "The source picture is damaged", "Upload the picture again in the shop, sync the catalogue, and make it again.", OtherPicture),
        new("picture-empty", "The source picture is an empty file", "Upload the picture again in the shop, sync the catalogue, and make it again.", OtherPicture),
        new("picture-unknown-format", "The source picture has a format we cannot read", "Save it as JPEG, PNG or WebP, put it into the shop, sync the catalogue, and make it again.", OtherPicture),
        new("picture-heic", "The source picture is a HEIC file, which we cannot read", "Save it as JPEG, put it into the shop, sync the catalogue, and make it again.", OtherPicture),
        new("picture-file-too-large", "The source picture's file is too large", "Put a smaller copy into the shop, sync the catalogue, and make it again.", OtherPicture),
        new("picture-too-large", "The source picture has too many pixels", "Put a smaller copy into the shop, sync the catalogue, and make it again.", OtherPicture),
        new("picture-too-small", "The source picture is too small", "Put a larger picture into the shop, sync the catalogue, and make it again.", OtherPicture),
        new("picture-step-failed", "The source picture could not be worked on", "Put another picture into the shop, sync the catalogue, and make it again.", OtherPicture),
        new("picture-address-refused", "The picture's address did not hand it out", "Correct the address in your sheet and upload the row again.", OtherPicture),
        new("batch-ended", "Its batch had already ended", "Nothing was made and nothing was charged. Start it again in a new batch.", TryAgain),
        new("product-removed", "The product left the shop", "Nothing is left to make here. If it should come back, add it in the shop and sync the catalogue.", LookAtCatalogue),

        // Videos that came back.
        new("video-missing", "The video's file was gone", "Try again.", TryAgain),
        new("video-empty", "The video's file was empty", "Try again.", TryAgain),
        new("video-unknown-format", "The video had a format we cannot read", "Try again, or choose another style.", TryAgain),
        new("video-without-pictures", "The video held no pictures", "Try again, or choose another style.", TryAgain),
        new("video-file-too-large", "The video's file was too large", "Choose a smaller format.", OtherStyle),
        new("video-too-large", "The video had too many pixels", "Choose a smaller format.", OtherStyle),
        new("video-too-small", "The video was too small", "Choose a larger format.", OtherStyle),
        new("video-too-long", "The video was too long", "Choose another style.", OtherStyle),

        // Films cut from clips.
        new("clips-do-not-match", "The clips could not be joined", "Try again.", TryAgain),
        new("clips-too-many", "The film had too many clips or texts", "Use fewer clips or texts.", OtherStyle),
        new("cut-outside", "A cut lay outside its clip", "Choose other cuts, then try again.", OtherStyle),
        new("transition-unknown", "The passage between two clips is not known", "Choose another passage.", OtherStyle),
        new("transition-too-long", "The passage was longer than its clip", "Choose shorter passages.", OtherStyle),
        new("sound-unknown-format", "The sound had a format we cannot read", "Choose another sound.", OtherStyle),
        new("captions-unreadable", "The captions could not be read", "Choose another caption file.", OtherStyle),
        new("captions-too-large", "The caption file was too large", "Choose a shorter caption file.", OtherStyle),

        // This installation.
        new("provider_missing", "The provider is not set up here any more", "Choose another style, or ask whoever runs this installation to set the provider up again.", Operator),
        new("no-provider", "No AI provider can make it", "Connect one in the settings, or choose the built-in renderer, another style or format.", OtherStyle),
        new("all-failed", "Every AI provider that could make it was tried", "Read what each of them said in the row's history, and try again later or with another style.", TryAgain),
        new("key-refused", "The provider does not accept the key", "Put a working key into the settings, or ask whoever runs this installation to. Then try again.", TryAgain),
        new("out-of-credit", "The provider's account is empty", "Whoever runs this installation has to fill it up. Then try again.", Operator),
        new("libvips-missing", "The picture library is not installed", "Whoever runs this installation has to install it. Then try again.", Operator),
        new("ffmpeg-missing", "The video program is not installed", "Whoever runs this installation has to install it. Then try again.", Operator),
        new("speech-missing", "The speech program is not installed", "Whoever runs this installation has to install it. Then try again.", Operator),
        new("speech-failed", "The speech program could not finish", "Try again, or choose a style without a voice.", TryAgain),
        new("ffmpeg-failed", "The video program could not finish", "Try again, or choose another style.", TryAgain),
        new("ffmpeg-too-slow", "The video program took too long", "Try again at a quieter time, or choose a smaller format.", TryAgain),
        new("ffmpeg-output-too-large", "The video program wrote too much", "Choose a smaller format.", OtherStyle),
    }.ToDictionary(entry => entry.Code, StringComparer.Ordinal);

    public static IReadOnlyCollection<FailureEntry> All => Entries.Values;

    /// <summary>The words for a code; general ones for a code that a provider made up.</summary>
    public static FailureEntry Of(string? code) => code is null ? Unknown : Entries.GetValueOrDefault(code) ?? Unknown with { Code = code };
}
