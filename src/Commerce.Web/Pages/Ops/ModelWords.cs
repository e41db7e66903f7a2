using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>Facts of the model catalogue in words.</summary>
public static class ModelWords
{
    /// <summary>What a model makes.</summary>
    public static string Makes(IStringLocalizer<Words> text, ModelEntry model) =>
        string.Join(", ", Kinds(model).Select(kind => Kind(text, kind)));

    /// <summary>The kinds of things a model makes, without repetition.</summary>
    public static IEnumerable<ModelKind> Kinds(ModelEntry model) => model.Tasks.Select(KindOf).Distinct().Order();

    /// <summary>A kind of things.</summary>
    public static string Kind(IStringLocalizer<Words> text, ModelKind kind) => kind switch
    {
        ModelKind.Pictures => text["Pictures"],
        ModelKind.Videos => text["Videos"],
        ModelKind.Sound => text["Sound"],
        _ => text["Text"],
    };

    /// <summary>What it costs: the span of its prices for each thing that is counted.</summary>
    public static string Price(IStringLocalizer<Words> text, Figures figures, ModelEntry model) => model.Prices.Count == 0
        ? text["not known"]
        : string.Join(", ", model.Prices.GroupBy(price => price.Unit).Select(unit => text["{0} {1}", Span(figures, unit.Min(price => price.Usd), unit.Max(price => price.Usd)), Unit(text, unit.Key)].Value));

    private static string Span(Figures figures, decimal least, decimal most) => least == most ? figures.Dollars(least) : $"{figures.Dollars(least)}–{figures.Dollars(most)}";

    private static string Unit(IStringLocalizer<Words> text, PriceUnit unit) => unit switch
    {
        PriceUnit.Image => text["a picture"],
        PriceUnit.Video => text["a video"],
        PriceUnit.Second => text["a second"],
        PriceUnit.ThousandCharacters => text["1,000 characters"],
        PriceUnit.MillionTokensIn => text["M tokens in"],
        PriceUnit.MillionTokensOut => text["M tokens out"],
        _ => text["M picture tokens in"],
    };

    private static ModelKind KindOf(WorkTask task) => task switch
    {
        WorkTask.Text or WorkTask.Detection => ModelKind.Text,
        WorkTask.TextToImage or WorkTask.ImageToImage or WorkTask.MaskedEdit or WorkTask.RemoveBackground or WorkTask.Upscale or WorkTask.CampaignImages or WorkTask.LocalizeImage => ModelKind.Pictures,
        WorkTask.TextToSpeech or WorkTask.Dialogue or WorkTask.SpeechToSpeech or WorkTask.IsolateVoice or WorkTask.Music or WorkTask.SoundEffect => ModelKind.Sound,
        _ => ModelKind.Videos,
    };
}

/// <summary>A kind of things that models make.</summary>
public enum ModelKind
{
    Pictures,
    Videos,
    Sound,
    Text,
}
