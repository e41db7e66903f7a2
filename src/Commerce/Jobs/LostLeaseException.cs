namespace Commerce.Jobs;

/// <summary>Another worker holds the row now; whatever this one was doing is dropped without a trace.</summary>
public sealed class LostLeaseException() : Exception("The row is held by another worker.");
