using Commerce.Credits;
using Commerce.Web.Face;
using Commerce.Web.Pages.Batches;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Credits;

/// <summary>A ledger line in words: what happened, and what it was for.</summary>
public static class LineWords
{
    public static string Kind(IStringLocalizer<Words> text, EntryKind kind) => kind switch
    {
        EntryKind.Grant => text["Added"],
        EntryKind.Hold => text["Held"],
        EntryKind.Capture => text["Paid"],
        EntryKind.Release => text["Given back"],
        EntryKind.Refund => text["Refunded"],
        EntryKind.Expire => text["Expired"],
        _ => text["Adjusted"],
    };

    public static string Sentence(IStringLocalizer<Words> text, Figures figures, LedgerLine line)
    {
        var credits = figures.Credits(line.Amount);
        var about = line.ProductTitle is { } product ? text["{0}, {1}", product, Outputs.Style(text, line.Style ?? "")].Value : line.BatchName ?? "";
        return line.Kind switch
        {
            EntryKind.Grant => text["{0} added: {1}", credits, text[line.Note].Value],
            EntryKind.Hold => text["{0} set aside for the batch “{1}”", credits, line.BatchName ?? ""],
            EntryKind.Capture => text["{0} paid: {1} was delivered", credits, about],
            EntryKind.Release => text["{0} back in your balance: {1}. {2}", credits, about, text[line.Note].Value],
            EntryKind.Expire => text["{0} ended with their period: {1}", credits, text[line.Note].Value],
            EntryKind.Refund => text["{0} taken back, their price went back to you: {1}", credits, text[line.Note].Value],
            EntryKind.Adjust when line.ProductTitle is not null => line.AvailableChange < 0
                ? text["{0} paid again: {1} is no longer rejected", credits, about]
                : text["{0} given back: {1} was rejected. {2}", credits, about, text[line.Note].Value],
            EntryKind.Adjust when line.AvailableChange < 0 => text["{0} taken back: {1}", credits, text[line.Note].Value],
            EntryKind.Adjust => text["{0} added: {1}", credits, text[line.Note].Value],
            _ => text["{0}: {1}", credits, text[line.Note].Value],
        };
    }

    public static string After(IStringLocalizer<Words> text, Figures figures, LedgerLine line) =>
        text["{0} available, {1} held", figures.Number(line.AvailableAfter), figures.Number(line.HeldAfter)];

    /// <summary>“+5”, “−101”, or “0” when only held credits moved.</summary>
    public static string Change(Figures figures, long change) => change switch
    {
        > 0 => $"+{figures.Number(change)}",
        < 0 => $"−{figures.Number(-change)}",
        _ => "0",
    };
}
