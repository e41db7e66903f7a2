using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Commerce.Migrations;

/// <summary>One numbered SQL file. Forward only: an applied script is never edited, which its recorded hash proves.</summary>
public sealed partial record Script(string Name, string Text)
{
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public string For(DatabaseRoles roles) => Text
        .Replace("${owner}", roles.Owner, StringComparison.Ordinal)
        .Replace("${app}", roles.App, StringComparison.Ordinal)
        .Replace("${jobs}", roles.Jobs, StringComparison.Ordinal);

    /// <summary>All scripts of this assembly by number.</summary>
    /// <exception cref="InvalidOperationException">A file name is not <c>NNNN_name.sql</c>, or numbers repeat or skip.</exception>
    public static IReadOnlyList<Script> All()
    {
        var assembly = typeof(Script).Assembly;
        var scripts = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Script(name, Read(assembly, name)))
            .ToList();
        for (var index = 0; index < scripts.Count; index++)
        {
            if (!NamePattern().IsMatch(scripts[index].Name) || int.Parse(scripts[index].Name[..4], null) != index + 1)
            {
                throw new InvalidOperationException($"Migration {scripts[index].Name} should be number {index + 1:0000}, named NNNN_name.sql.");
            }
        }

        return scripts;
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^\d{4}_[a-z0-9_]+\.sql$")]
    private static partial Regex NamePattern();
}
