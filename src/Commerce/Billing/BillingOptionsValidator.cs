using Commerce.Shopify.Billing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Commerce.Billing;

/// <summary>Refuses to start with charges that would move no money where it must, or with half a setup.</summary>
public sealed class BillingOptionsValidator(IHostEnvironment environment, IOptions<AppPricingOptions> pricing) : IValidateOptions<BillingOptions>
{
    public ValidateOptionsResult Validate(string? name, BillingOptions options)
    {
        var failures = new List<string>();
        if (environment.IsProduction() && options.Test == true)
        {
            failures.Add("Billing:Test is true in production; no charge would be paid. Remove it.");
        }

        if (options.Source == BillingSource.AppPricing)
        {
            failures.AddRange(pricing.Value.Failures());
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
