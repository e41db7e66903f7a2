using System.Text;

namespace Commerce.Shopify.Admin;

/// <summary>One GraphQL operation, kept as an embedded <c>.graphql</c> file.</summary>
/// <param name="Name">File name without extension; also the operation's name.</param>
/// <param name="Text">The document as sent.</param>
/// <param name="Repeatable">Whether doing it twice equals doing it once. Other changes are never repeated after an unknown outcome.</param>
public sealed record AdminDocument(string Name, string Text, bool Repeatable)
{
    private const string Import = "#import \"";

    /// <summary>A query: repeating it changes nothing.</summary>
    internal static AdminDocument Query(string name) => new(name, Read(name), true);

    /// <summary>A change that may be repeated: the second time finds it done.</summary>
    internal static AdminDocument RepeatableChange(string name) => new(name, Read(name), true);

    /// <summary>A change that would happen twice if repeated.</summary>
    internal static AdminDocument SingleChange(string name) => new(name, Read(name), false);

    internal static string Read(string name)
    {
        using var stream = typeof(AdminDocument).Assembly.GetManifestResourceStream(name + ".graphql")
            ?? throw new InvalidOperationException($"The document {name}.graphql is not embedded.");
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(Import, StringComparison.Ordinal)) text.AppendLine(Read(line[Import.Length..line.LastIndexOf(".graphql", StringComparison.Ordinal)]));
            else text.AppendLine(line);
        }
        return text.ToString();
    }
}
