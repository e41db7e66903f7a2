using Commerce.Shopify.Billing;

namespace Commerce.Shopify.Tests.Contract;

/// <summary>The one document of the Partner API against its own schema.</summary>
[Category("Contract")]
public sealed class PartnerDocumentTests
{
    [Test]
    public async Task The_active_subscription_is_asked_for_in_valid_and_current_words()
    {
        using var document = new StreamReader(typeof(PartnerClient).Assembly.GetManifestResourceStream("ActiveSubscription.graphql")!);
        var problems = await DocumentTests.ValidateAsync(
            new() { ["ActiveSubscription"] = await document.ReadToEndAsync(), ["bad"] = "query B { activeSubscription { colour } }" }, Places.Introspection("partner_2026-07"));
        Assert.That(problems["ActiveSubscription"], Is.Empty);
        Assert.That(problems["bad"], Is.Not.Empty);
    }
}
