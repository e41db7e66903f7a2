namespace Commerce.Providers.Vendors;

/// <summary>What a vendor charged for a task.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Unit">The vendor's own unit, such as <c>credits</c> or <c>USD</c>.</param>
public sealed record VendorCharge(decimal Amount, string Unit);
