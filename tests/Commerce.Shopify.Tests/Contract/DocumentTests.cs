using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Tests.Contract;

/// <summary>Checklist 24: every document against Shopify's own schema.</summary>
[Category("Contract")]
public sealed partial class DocumentTests
{
    [Test]
    public async Task Item24_Every_document_is_valid_and_uses_nothing_deprecated()
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

    [Test]
    public async Task Item24_No_document_needs_a_scope_the_app_does_not_declare()
    {
        foreach (var (name, roots) in await RunAsync("roots.mjs", Documents()))
        {
            Assert.That(roots, Is.Not.Empty, name);
            foreach (var root in roots) Assert.That(Missing(root), Is.Null, name);
        }
    }

    [TestCase("orders", "orders is not in the table")]
    [TestCase("fileCreate", "fileCreate needs write_files")]
    public void The_scope_check_itself_refuses(string root, string problem) => Assert.That(Missing(root, "read_products"), Is.EqualTo(problem));

    private static string? Missing(string root, string? declared = null)
    {
        var scopes = (declared ?? DeclaredScopes()).Split(',', StringSplitOptions.TrimEntries);
        if (!NeededScopes.Of.TryGetValue(root, out var needed)) return $"{root} is not in the table";
        // A write scope carries the read scope of the same thing.
        bool Holds(string scope) => scopes.Contains(scope) || scopes.Contains(scope.Replace("read_", "write_", StringComparison.Ordinal));
        return needed.Length == 0 || needed.Any(Holds) ? null : $"{root} needs {string.Join(" or ", needed)}";
    }

    private static string DeclaredScopes()
    {
        var manifest = Path.Combine(Places.Repository, "shopify.app.toml");
        return File.Exists(manifest) ? Scopes().Match(File.ReadAllText(manifest)).Groups[1].Value : "read_products,write_products,read_files,write_files";
    }

    [GeneratedRegex("^scopes = \"(.*)\"", RegexOptions.Multiline)]
    private static partial Regex Scopes();

    // The documents in use, found where they are kept, so that none can be forgotten here.
    private static Dictionary<string, string> Documents() =>
        (from type in typeof(AdminDocument).Assembly.GetTypes()
         from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
         where field.FieldType == typeof(AdminDocument)
         select (AdminDocument)field.GetValue(null)!).DistinctBy(document => document.Name).ToDictionary(document => document.Name, document => document.Text);

    internal static Task<Dictionary<string, string[]>> ValidateAsync(Dictionary<string, string> documents, string? introspection = null) => RunAsync("validate.mjs", documents, introspection);

    private static async Task<Dictionary<string, string[]>> RunAsync(string name, Dictionary<string, string> documents, string? introspection = null)
    {
        var script = Path.Combine(Places.Repository, "tests", "Commerce.Shopify.Tests", "Contract", name);
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
