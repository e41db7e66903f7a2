using Commerce.Workbench.Suites;

namespace Commerce.Tests.Workbench;

public sealed class SuiteResultTests
{
    [Test]
    public void Says_the_totals_in_one_plain_line() =>
        Assert.That(SuiteResult.Totals([new("a", 3, 0, 1, []), new("b", 4, 2, 0, [])]), Is.EqualTo("7 passed, 2 failed, 1 skipped"));

    [TestCase(1, 0, 0, ExpectedResult = 0)]
    [TestCase(1, 1, 0, ExpectedResult = 1)]
    [TestCase(0, 0, 0, ExpectedResult = 1)]
    [TestCase(0, 0, 5, ExpectedResult = 1)]
    public int Succeeds_only_when_something_ran_and_nothing_failed(int passed, int failed, int skipped) =>
        SuiteResult.ExitCode([new("a", passed, failed, skipped, [])]);

    [Test]
    public void Counts_a_crash_without_a_failed_test_as_a_failure() =>
        Assert.That(new SuiteResult("a", 3, 0, 0, []).WithExitCode(134).Failed, Is.EqualTo(1));

    [TestCase("#")]
    [TestCase("ℹ")]
    public void Reads_the_totals_of_both_reporters_of_node(string mark)
    {
        string[] lines = ["not ok 2 - refuses a stale token", $"{mark} tests 12", $"{mark} pass 9", $"{mark} fail 1", $"{mark} cancelled 0", $"{mark} skipped 2", $"{mark} todo 0"];

        var result = NodeTotals.Read("sandbox", lines);

        Assert.That((result.Passed, result.Failed, result.Skipped), Is.EqualTo((9, 1, 2)));
        Assert.That(result.Failures, Is.EqualTo(new[] { "refuses a stale token" }));
    }

    [Test]
    public void Reads_passed_failed_and_skipped_from_a_result_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="Adds_up" outcome="Passed" />
              <UnitTestResult testName="Needs_the_shared_folder" outcome="NotExecuted" />
              <UnitTestResult testName="Breaks" outcome="Failed"><Output><ErrorInfo><Message>Expected 1</Message></ErrorInfo></Output></UnitTestResult>
            </Results></TestRun>
            """);

        var result = TrxFile.Read("a", file);

        File.Delete(file);
        Assert.That((result.Passed, result.Failed, result.Skipped), Is.EqualTo((1, 1, 1)));
        Assert.That(result.Failures, Is.EqualTo(new[] { "Breaks: Expected 1" }));
    }
}
