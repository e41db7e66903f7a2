namespace Commerce.Catalogue.Files;

/// <summary>A catalogue file read to its end: the products in file order, and what was wrong on the way.</summary>
public sealed record CatalogueContent(IReadOnlyList<CatalogueProduct> Products, IReadOnlyList<CatalogueProblem> Problems);
