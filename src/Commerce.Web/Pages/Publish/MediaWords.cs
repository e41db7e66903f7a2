using Commerce.Library;
using Commerce.Providers;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Publish;

/// <summary>Pictures and videos counted in words.</summary>
public static class MediaWords
{
    public static string Of(IEnumerable<Asset> assets, Figures figures, IStringLocalizer<Words> text)
    {
        var kinds = assets.ToLookup(asset => asset.Kind);
        return Of(kinds[GenerationKind.Image].Count(), kinds[GenerationKind.Video].Count(), figures, text);
    }

    public static string Of(int pictures, int videos, Figures figures, IStringLocalizer<Words> text)
    {
        var pictureWords = figures.Count(pictures, "1 picture", "{0} pictures");
        var videoWords = figures.Count(videos, "1 video", "{0} videos");
        return videos == 0 ? pictureWords : pictures == 0 ? videoWords : text["{0} and {1}", pictureWords, videoWords].Value;
    }
}
