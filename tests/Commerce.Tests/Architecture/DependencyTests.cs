using System.Reflection;

namespace Commerce.Tests.Architecture;

/// <summary>The dependency table of the projects, held by reflection: leaves know nobody, the product knows the leaves.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Commerce.Shopify"] = [],
        ["Commerce.Media"] = [],
        ["Commerce.Providers"] = ["Commerce.Media"],
        ["Commerce"] = ["Commerce.Shopify", "Commerce.Providers", "Commerce.Media"],
        ["Commerce.Web"] = ["Commerce", "Commerce.Shopify", "Commerce.Providers", "Commerce.Media"],
        ["Commerce.Migrations"] = ["Commerce"],
    };

    public static IEnumerable<string> Projects => Allowed.Keys;

    [TestCaseSource(nameof(Projects))]
    public void References_only_what_the_table_allows(string project)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name == "Commerce" || name.StartsWith("Commerce.", StringComparison.Ordinal));
        Assert.That(references.ToArray(), Is.SubsetOf(Allowed[project]));
    }

    [TestCase("Commerce.Shopify")]
    [TestCase("Commerce.Media")]
    [TestCase("Commerce.Providers")]
    public void Leaves_know_no_database_and_no_queue(string project)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name!);
        Assert.That(references.ToArray(), Has.None.Matches<string?>(name => name is not null && (
            name.StartsWith("Npgsql", StringComparison.Ordinal) || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name == "Quartz")));
    }

    [Test]
    public void Interfaces_are_few_and_each_has_more_than_one_implementation()
    {
        var types = Projects.SelectMany(project => Assembly.Load(project).GetTypes()).Where(type => type.Namespace?.StartsWith("Commerce", StringComparison.Ordinal) == true).ToList();
        var lonely = types.Where(type => type.IsInterface)
            .Where(contract => types.Count(type => type is { IsInterface: false, IsAbstract: false } && contract.IsAssignableFrom(type)) < 2)
            .Select(type => type.FullName);
        Assert.That(lonely, Is.Empty);
    }
}
