using System.Text.Json.Nodes;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench.Stores;

/// <summary>The stores that come with the project; their pictures are drawn when they are first needed.</summary>
public static class BuiltInStores
{
    /// <summary>A shop without products of its own, to be filled from a spreadsheet.</summary>
    public const string Outdoor = "ridgeline-outdoor";
    public const string Garden = "field-and-fern";
    public const string Home = "kiln-and-linen";

    public static string Domain(string name) => $"{name}.myshopify.com";

    /// <summary>Draws a store's pictures and returns its description, the body of <c>POST /control/shops</c>.</summary>
    public static JsonObject Build(Checkout checkout, string name, string folder)
    {
        var program = Path.Combine(checkout.Sandbox, "catalogues", "build.mjs");
        var built = ShortCommand.Run(Tools.Node(checkout), program, folder, name);
        return built.Succeeded
            ? JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name, "shop.json")))!.AsObject()
            : throw new ProblemException($"The pictures of the store {name} could not be drawn: {built.Errors}");
    }
}
