using Commerce.Media.Derivatives;

namespace Commerce.Web.Pages.Library;

/// <summary>Channels as the page names them.</summary>
public static class ChannelWords
{
    public static string Of(ChannelShape shape) => shape.Key switch
    {
        "product-page" => "Product page",
        "story" => "Story",
        "banner" => "Banner",
        "collection" => "Collection",
        "editorial" => "Editorial",
        _ => shape.Key,
    };
}
