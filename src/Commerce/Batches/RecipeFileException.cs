namespace Commerce.Batches;

/// <summary>A recipe file that cannot be used; the message says why. Nothing was saved.</summary>
public sealed class RecipeFileException(string message) : Exception(message);
