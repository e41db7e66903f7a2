using Commerce.Shopify.Admin;

namespace Commerce.Benchmarks.Shopify;

/// <summary>The calls of the limiter's load: a change, a small list and a page of a catalogue, at what Shopify reserves for such.</summary>
internal static class LoadDocuments
{
    private static readonly (AdminDocument Document, int Cost)[] All =
    [
        (new AdminDocument("LoadChange", "mutation LoadChange { change }", true), 10),
        (new AdminDocument("LoadList", "query LoadList { list(first: 10) }", true), 60),
        (new AdminDocument("LoadPage", "query LoadPage { page(first: 50) }", true), 250),
    ];

    public static AdminDocument Pick(int number) => All[number % All.Length].Document;

    public static int CostOf(string text) => All.Single(one => one.Document.Text == text).Cost;
}

/// <summary>What the metered shop answers with.</summary>
internal sealed record LoadAnswer(bool Done);
