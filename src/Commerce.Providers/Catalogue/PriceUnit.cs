using System.Text.Json.Serialization;
using Commerce.Providers.Requests;

namespace Commerce.Providers.Catalogue;

/// <summary>What a price counts.</summary>
[JsonConverter(typeof(KebabEnum<PriceUnit>))]
public enum PriceUnit
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>A video of any length.</summary>
    Video,

    /// <summary>A second of video or sound.</summary>
    Second,

    /// <summary>1,000 characters read aloud.</summary>
    ThousandCharacters,

    /// <summary>A million tokens read.</summary>
    MillionTokensIn,

    /// <summary>A million tokens written.</summary>
    MillionTokensOut,

    /// <summary>A million tokens of pictures read.</summary>
    MillionImageTokensIn,
}
