namespace Commerce.Catalogue.Loads;

/// <summary>The shop's export cannot be read; the message is for the store's owner.</summary>
public sealed class CatalogueLoadException(string message) : Exception(message);
