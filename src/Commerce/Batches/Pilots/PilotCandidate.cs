namespace Commerce.Batches.Pilots;

/// <summary>A product a pilot may take, with what tells it from others.</summary>
/// <param name="Price">In hundredths; null when the shop names none.</param>
/// <param name="Pixels">Of its picture; null before it was read.</param>
public sealed record PilotCandidate(Guid ProductId, string Type, string Vendor, long? Price, long? Pixels);
