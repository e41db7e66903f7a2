using Commerce.Providers.Requests;

namespace Commerce.Providers.Catalogue;

/// <summary>What an order is expected to cost, from the catalogue's prices.</summary>
public static class ModelCost
{
    /// <summary>US dollars; null where the catalogue has no price that fits.</summary>
    public static decimal? Estimate(WorkRequest request)
    {
        var (seconds, sound) = request switch
        {
            VideoRequest video => (video.Seconds, video.Sound),
            SpeechRequest speech => (speech.Seconds, (bool?)null),
            _ => (null, null),
        };
        var price = request.Model.Prices
            .Where(price => price.Resolution is null || request.Resolution is null || price.Resolution == request.Resolution)
            .Where(price => price.Seconds is null || seconds is null || price.Seconds == seconds)
            .Where(price => price.Sound is null || price.Sound == (sound ?? false))
            .Where(price => Amount(price.Unit, request, seconds) is not null)
            .OrderByDescending(price => price.Resolution is not null && price.Resolution == request.Resolution)
            .ThenByDescending(price => price.Usd).FirstOrDefault();
        return price is null ? null : price.Usd * Amount(price.Unit, request, seconds);
    }

    private static decimal? Amount(PriceUnit unit, WorkRequest request, int? seconds) => (unit, request) switch
    {
        (PriceUnit.Image, ImageRequest image) => image.Count,
        (PriceUnit.Video, VideoRequest) => 1,
        (PriceUnit.Second, VideoRequest or SpeechRequest) => seconds,
        (PriceUnit.ThousandCharacters, SpeechRequest speech) => speech.Words.Length / 1000m,
        _ => null,
    };
}
