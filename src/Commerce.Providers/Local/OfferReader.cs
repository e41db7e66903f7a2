using System.Text.RegularExpressions;
using Commerce.Media.Compose;

namespace Commerce.Providers.Local;

/// <summary>Finds what a sale picture may truly say: the product's price, and the owner's words for an offer.</summary>
internal static partial class OfferReader
{
    internal static Offer Read(GenerationOrder order) =>
        new(order.Price?.Amount, order.Price?.CompareAt, order.Price?.Currency, Words(order));

    /// <summary>The words given for an offer, else those in quotation marks in the wish: what is quoted is meant to be read.</summary>
    private static string? Words(GenerationOrder order) => !string.IsNullOrWhiteSpace(order.Offer)
        ? order.Offer.Trim()
        : Quoted().Match(order.Prompt ?? string.Empty) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    [GeneratedRegex("[\"“”„«»]([^\"“”„«»]{2,60})[\"“”«»]")]
    private static partial Regex Quoted();
}
