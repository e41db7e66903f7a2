namespace Commerce.Providers.Vendors;

/// <summary>Names that some makers have for shapes.</summary>
internal static class NamedSizes
{
    public static string? Name(string ratio) => ratio switch
    {
        "1:1" => "square_hd",
        "3:4" => "portrait_4_3",
        "2:3" => "portrait_3_2",
        "9:16" => "portrait_16_9",
        "4:3" => "landscape_4_3",
        "3:2" => "landscape_3_2",
        "16:9" => "landscape_16_9",
        "21:9" => "landscape_21_9",
        _ => null,
    };
}
