namespace Commerce.Batches;

/// <summary>The key of this request has started another order; nothing was started or charged.</summary>
public sealed class OtherOrderException()
    : Exception("This was sent before with another choice, and that batch was started. Open the page anew and choose again. Nothing was charged for this choice.");
