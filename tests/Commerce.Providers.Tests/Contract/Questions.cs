using System.Text.Json.Nodes;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract;

/// <summary>Questions to language models.</summary>
internal static class Questions
{
    public static TextRequest Shaped(string vendor, string model) => Plain(vendor, model) with
    {
        Instructions = "Describe the product.",
        Shape = new AnswerShape("product", JsonNode.Parse("""{"type":"object","properties":{"title":{"type":"string"}},"required":["title"],"additionalProperties":false}""")!.AsObject()),
    };

    public static TextRequest Plain(string vendor, string model) =>
        new(Orders.Model(vendor, model), [new TextTurn(false, "What is it?"), new TextTurn(true, "A bag."), new TextTurn(false, "Of what?")], 500);

    public static async Task<string> AllAsync(ITextClient client, TextRequest request)
    {
        var words = "";
        await foreach (var piece in client.StreamAsync(request, CancellationToken.None)) words += piece;
        return words;
    }
}
