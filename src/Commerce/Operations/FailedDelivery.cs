namespace Commerce.Operations;

/// <summary>A webhook that was given up. Never its body.</summary>
/// <param name="Message">Why, in words.</param>
public sealed record FailedDelivery(Guid StoreId, Guid Id, string Topic, DateTimeOffset ReceivedAt, int Attempt, string? Message);
