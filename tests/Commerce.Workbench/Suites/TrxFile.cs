using System.Xml.Linq;

namespace Commerce.Workbench.Suites;

/// <summary>Reads the result file that <c>dotnet test</c> writes.</summary>
public static class TrxFile
{
    public static SuiteResult Read(string name, string path)
    {
        if (!File.Exists(path))
        {
            return new SuiteResult(name, 0, 0, 0, []);
        }
        var results = XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "UnitTestResult").ToList();
        var failures = results.Where(result => Outcome(result) is not ("Passed" or "NotExecuted")).ToList();
        return new SuiteResult(
            name,
            results.Count(result => Outcome(result) == "Passed"),
            failures.Count,
            results.Count(result => Outcome(result) == "NotExecuted"),
            [.. failures.Select(Describe)]);
    }

    private static string? Outcome(XElement result) => (string?)result.Attribute("outcome");

    private static string Describe(XElement result)
    {
        var message = result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value.Trim();
        return $"{(string?)result.Attribute("testName")}: {message}";
    }
}
