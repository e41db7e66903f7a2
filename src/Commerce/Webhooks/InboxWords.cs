using System.Text.Json;
using Commerce.Shopify.Admin;
using Commerce.Stores;

namespace Commerce.Webhooks;

/// <summary>Why a delivery was not applied, in words that hold nothing of its body.</summary>
internal static class InboxWords
{
    public static string For(Exception error) => error switch
    {
        ShopAccessLostException or ShopifyException => error.Message,
        HttpRequestException or TaskCanceledException => "The shop could not be reached.",
        JsonException or KeyNotFoundException or InvalidOperationException or FormatException => "Its body is not what this topic's body should be.",
        _ => $"Something went wrong on our side: {error.GetType().Name}.",
    };
}
