using System.Text.RegularExpressions;
using Commerce.Workbench;

namespace Commerce.Tests.Architecture;

/// <summary>What a Shopify app delivers is paid through Shopify; another way to pay is a reason for rejection.</summary>
public sealed partial class BillingTests
{
    [Test]
    public void Item38_No_other_way_to_pay_is_in_the_program()
    {
        var source = Path.Combine(Checkout.Find().Root, "src");
        var files = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" or ".json" or ".ts" or ".graphql" or ".csproj")
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).ToList();
        Assert.That(files, Has.Count.GreaterThan(300));
        Assert.That(files.Where(file => OtherWays().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(source, file)), Is.Empty);
    }

    [TestCase("https://api.stripe.com/v1/checkout/sessions")]
    [TestCase("https://www.paypal.com/checkoutnow")]
    public void The_check_itself_finds_one(string text) => Assert.That(OtherWays().IsMatch(text), Is.True);

    [GeneratedRegex(@"stripe|paypal\.com|braintree|creem\.io|paddle\.com", RegexOptions.IgnoreCase)]
    private static partial Regex OtherWays();
}
