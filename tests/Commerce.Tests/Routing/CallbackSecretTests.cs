using Commerce.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Routing;

/// <summary>Which vendors are given an address to call, and with what secrets the program starts.</summary>
public sealed class CallbackSecretTests
{
    [Test]
    public void A_secret_helps_with_vendors_alone_of_which_it_is_known_how_they_sign()
    {
        var (all, none) = (new RoutingOptions(), new RoutingOptions());
        foreach (var vendor in Vendor.All)
        {
            all.Vendors[vendor.Key] = new VendorOptions { CallbackSecret = "c2VjcmV0" };
        }

        Assert.That(Vendor.All.Select(vendor => vendor.Key).Where(vendor => CallbackDoor.Verifies(vendor, all)), Is.EquivalentTo(new[] { "kie", "kling", "fal", "replicate" }));
        Assert.That(Vendor.All.Select(vendor => vendor.Key).Where(vendor => CallbackDoor.Verifies(vendor, none)), Is.EqualTo(new[] { "fal" }), "its keys are published");
    }

    [TestCase("kling", "c2VjcmV0")]
    [TestCase("kling", "whsec_c2VjcmV0")]
    [TestCase("kling", "")]
    [TestCase("kie", "any words!")]
    [TestCase("openrouter", "any words!")]
    public void A_secret_that_can_be_used_or_is_not_needed_lets_the_program_start(string vendor, string secret) => Start(vendor, secret);

    [TestCase("kling", "any words!")]
    [TestCase("replicate", "whsec_any words!")]
    [TestCase("replicate", "whsec_")]
    public void A_secret_that_is_no_base64_stops_the_start_in_words_and_is_not_repeated(string vendor, string secret)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Start(vendor, secret))!;
        Assert.That(failure.Message, Does.StartWith($"Providers:Vendors:{vendor}:CallbackSecret must be").And.Contain("base64").And.Not.Contain("any words"));
    }

    private static void Start(string vendor, string secret)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create($"Providers:Vendors:{vendor}:CallbackSecret", (string?)secret)]).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddModelRouting().BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
