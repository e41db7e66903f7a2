using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Commerce.Billing;

/// <summary>Whether charges move money. In production they always do, whatever the settings say.</summary>
public sealed class TestCharges(IHostEnvironment environment, IOptions<BillingOptions> options)
{
    public bool On => !environment.IsProduction() && (options.Value.Test ?? true);
}
