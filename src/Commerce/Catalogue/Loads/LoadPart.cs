using Commerce.Shopify.BulkOperations;

namespace Commerce.Catalogue.Loads;

/// <summary>Some thousand lines of an export, read and not yet kept.</summary>
/// <param name="Lines">Those that could be read, in their order.</param>
/// <param name="Broken">How many could not.</param>
/// <param name="End">Bytes of the export up to and with the last of them.</param>
public sealed record LoadPart(IReadOnlyList<BulkLine> Lines, int Broken, long End);
