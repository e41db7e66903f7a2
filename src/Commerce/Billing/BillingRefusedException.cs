namespace Commerce.Billing;

/// <summary>A plan, a pack or usage that cannot be had, in words for the owner. Nothing was charged.</summary>
public sealed class BillingRefusedException(string message, Exception? inner = null) : Exception(message, inner);
