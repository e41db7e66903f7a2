using Commerce.Billing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Billing;

public sealed class TestChargesTests
{
    [TestCase("Production", null, false)]
    [TestCase("Production", true, false)]
    [TestCase("Production", false, false)]
    [TestCase("Development", null, true)]
    [TestCase("Staging", null, true)]
    [TestCase("Staging", false, false)]
    public void Item38_Production_never_sends_a_test_charge(string environment, bool? setting, bool test) =>
        Assert.That(new TestCharges(new HostingEnvironment { EnvironmentName = environment }, Options.Create(new BillingOptions { Test = setting })).On, Is.EqualTo(test));

    [TestCase("Production", true, false)]
    [TestCase("Production", null, true)]
    [TestCase("Staging", true, true)]
    public void Item38_Production_does_not_start_with_test_charges_asked_for(string environment, bool? setting, bool starts)
    {
        var validator = new BillingOptionsValidator(new HostingEnvironment { EnvironmentName = environment }, Options.Create(new Commerce.Shopify.Billing.AppPricingOptions()));
        Assert.That(validator.Validate(null, new BillingOptions { Test = setting }).Succeeded, Is.EqualTo(starts));
    }

    [Test]
    public void App_pricing_does_not_start_half_set_up()
    {
        var validator = new BillingOptionsValidator(new HostingEnvironment { EnvironmentName = Environments.Development }, Options.Create(new Commerce.Shopify.Billing.AppPricingOptions()));
        Assert.That(validator.Validate(null, new BillingOptions { Source = BillingSource.AppPricing }).Failures, Has.Some.Contains("PartnerToken"));
    }
}
