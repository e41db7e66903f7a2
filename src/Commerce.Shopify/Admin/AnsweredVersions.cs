using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.Admin;

/// <summary>
/// Which API versions really answered this process. Once the asked version is retired, Shopify answers silently with its
/// oldest supported one; that is warned of once per version and can be read here. Source: shopify.dev, API versioning.
/// </summary>
public sealed partial class AnsweredVersions(IOptions<ShopifyOptions> options, ILogger<AnsweredVersions> logger)
{
    private readonly ConcurrentDictionary<string, bool> others = new(StringComparer.Ordinal);

    /// <summary>The version that is asked for.</summary>
    public string Asked => options.Value.ApiVersion;

    /// <summary>Versions that answered instead; empty while all is well.</summary>
    public IReadOnlyCollection<string> Others => [.. others.Keys.Order(StringComparer.Ordinal)];

    internal void Note(string? answered)
    {
        if (answered is null || answered == Asked) return;
        ShopifyTelemetry.OtherVersions.Add(1, new KeyValuePair<string, object?>("version", answered));
        if (others.TryAdd(answered, true)) Log.OtherVersionAnswered(logger, answered, Asked);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Shopify answers with API version {Answered} instead of {Asked}; the asked version is no longer served")]
        public static partial void OtherVersionAnswered(ILogger logger, string answered, string asked);
    }
}
