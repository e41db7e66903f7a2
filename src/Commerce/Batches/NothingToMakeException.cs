namespace Commerce.Batches;

/// <summary>No chosen product can be served.</summary>
public sealed class NothingToMakeException()
    : Exception("None of the chosen products has a picture to work from. Add pictures in the shop, sync, and try again. Nothing was charged.");
