using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Tests.Contract;

/// <summary>Checklist 24: every document against Shopify's own schema.</summary>
[Category("Contract")]
public sealed class DocumentTests
{
    [Test]
    public async Task Every_document_is_valid_and_uses_nothing_deprecated()
    {
        var documents = Documents();
        Assert.That(documents, Has.Count.GreaterThanOrEqualTo(10));
        foreach (var (name, problems) in await ValidateAsync(documents)) Assert.That(problems, Is.Empty, name);
    }

    [Test]
    public async Task The_check_itself_refuses_bad_documents()
    {
        var problems = await ValidateAsync(new()
        {
            ["unknown field"] = "query A { shop { nothingLikeIt } }",
            ["deprecated field"] = "query B { shop { plan { displayName } } }",
            ["wrong type"] = "query C($id: String!) { product(id: $id) { id } }",
            ["syntax"] = "query D {",
        });
        Assert.That(problems.Values, Has.All.Not.Empty);
    }

    // The documents in use, found where they are kept, so that none can be forgotten here.
    private static Dictionary<string, string> Documents() =>
        (from type in typeof(AdminDocument).Assembly.GetTypes()
         from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
         where field.FieldType == typeof(AdminDocument)
         select (AdminDocument)field.GetValue(null)!).DistinctBy(document => document.Name).ToDictionary(document => document.Name, document => document.Text);

    internal static async Task<Dictionary<string, string[]>> ValidateAsync(Dictionary<string, string> documents, string? introspection = null)
    {
        var script = Path.Combine(Places.Repository, "tests", "Commerce.Shopify.Tests", "Contract", "validate.mjs");
        var start = new ProcessStartInfo("node", [script, introspection ?? Places.Introspection()]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(documents));
        node.StandardInput.Close();
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.That(node.ExitCode, Is.Zero, await errors);
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(output)!;
    }
}
