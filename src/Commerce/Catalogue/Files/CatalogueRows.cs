using System.Globalization;
using Commerce.Delimited;

namespace Commerce.Catalogue.Files;

/// <summary>Adds one row at a time to the product it belongs to, telling what in it could not be used.</summary>
internal sealed class CatalogueRows(CatalogueHeader header, CatalogueImages pictures, Action<CatalogueProblem> tell)
{
    private ProductDraft? current;

    /// <summary>Takes a row; returns the product before it when the row begins another one.</summary>
    public CatalogueProduct? Take(Row row)
    {
        var title = Value(row, CatalogueColumn.Title);
        var handle = HandleOf(row, title);
        if (handle is null)
            return Orphan(row);
        CatalogueProduct? finished = null;
        if (current?.Handle != handle)
        {
            finished = Finish();
            current = new ProductDraft(row.Line, handle, title ?? handle.Replace('-', ' '));
        }
        else if (title is not null && title != current.Title && !IsVariation(row))
            Tell(row, CatalogueColumn.Title, "title_differs", $"This row belongs to the product {handle} but has another title. The first title was kept.");
        AddTo(current, row);
        return finished;
    }

    /// <summary>The product whose rows are at an end.</summary>
    public CatalogueProduct? Finish()
    {
        var finished = current?.Finish();
        current = null;
        return finished;
    }

    private string? HandleOf(Row row, string? title)
    {
        if (IsVariation(row))
            return IsParent(current, Value(row, CatalogueColumn.Parent)!) ? current!.Handle : null;
        if (Value(row, CatalogueColumn.Handle) is { } written)
            return CatalogueHandle.From(written) is { Length: > 0 } handle ? handle : $"line-{row.Line}";
        if (title is null)
            return current?.Handle;
        return CatalogueHandle.From(title) is { Length: > 0 } made ? made : $"line-{row.Line}";
    }

    // WooCommerce writes the variants of a product as rows of their own that name their parent.
    private bool IsVariation(Row row) =>
        Value(row, CatalogueColumn.Parent) is not null && IsKind(Value(row, CatalogueColumn.ProductType), "variation");

    // A parent named by its number cannot be compared; such exports list the variants right below it.
    private static bool IsParent(ProductDraft? product, string parent) =>
        product is not null && (parent == product.ParentSku || parent.StartsWith("id:", StringComparison.OrdinalIgnoreCase));

    private static bool IsKind(string? type, params ReadOnlySpan<string> kinds)
    {
        foreach (var kind in kinds)
            if (kind.Equals(type, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private CatalogueProduct? Orphan(Row row)
    {
        Tell(row, null, "row_without_product", "This row names no product, or is a variant whose product does not stand right above it. It was left out.");
        return null;
    }

    private void AddTo(ProductDraft product, Row row)
    {
        product.DescriptionHtml ??= Value(row, CatalogueColumn.Description);
        product.Vendor ??= Value(row, CatalogueColumn.Vendor);
        product.ProductType ??= TypeOf(row);
        product.Category ??= Value(row, CatalogueColumn.Category);
        product.SeoTitle ??= Value(row, CatalogueColumn.SeoTitle);
        product.SeoDescription ??= Value(row, CatalogueColumn.SeoDescription);
        product.Status ??= StatusOf(row);
        if (product.Tags.Count == 0 && Value(row, CatalogueColumn.Tags) is { } tags)
            product.Tags = [.. tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        AddImages(product, row);
        AddVariant(product, row);
    }

    private string? TypeOf(Row row)
    {
        var type = Value(row, CatalogueColumn.ProductType);
        return header.HeadingOf(CatalogueColumn.ImageList) is not null && IsKind(type, "simple", "variable", "grouped", "external", "variation") ? null : type;
    }

    private CatalogueStatus? StatusOf(Row row)
    {
        if (Value(row, CatalogueColumn.Status) is { } status)
        {
            if (Enum.TryParse<CatalogueStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known))
                return known;
            Tell(row, CatalogueColumn.Status, "status_unknown", "The status is none of active, draft and archived. The product was read as a draft.");
            return CatalogueStatus.Draft;
        }
        if (Value(row, CatalogueColumn.Published) is not { } published)
            return null;
        return IsKind(published, "true", "1", "yes", "y") ? CatalogueStatus.Active : CatalogueStatus.Draft;
    }

    private void AddImages(ProductDraft product, Row row)
    {
        if (Value(row, CatalogueColumn.Image) is { } single)
            AddImage(product, row, single, CatalogueColumn.Image);
        foreach (var source in CatalogueImages.Divide(Value(row, CatalogueColumn.ImageList) ?? ""))
            AddImage(product, row, source, CatalogueColumn.ImageList);
    }

    private void AddImage(ProductDraft product, Row row, string source, CatalogueColumn column)
    {
        if (product.Images.Any(image => image.Source == source))
            return;
        var (path, url, code, sentence) = pictures.Find(source);
        if (code is not null)
        {
            Tell(row, column, code, sentence!);
            return;
        }
        var position = column == CatalogueColumn.Image ? Integer(row, CatalogueColumn.ImagePosition) : null;
        product.Images.Add(new CatalogueImage(row.Line, source, path, url, position ?? product.Images.Count + 1, Value(row, CatalogueColumn.ImageAltText)));
    }

    private void AddVariant(ProductDraft product, Row row)
    {
        AddOptionNames(product, row);
        product.ParentSku ??= Value(row, CatalogueColumn.Sku);
        // WooCommerce's row for a product with variants lists all their values and is no variant itself.
        if (IsKind(Value(row, CatalogueColumn.ProductType), "variable") && TypeOf(row) is null)
            return;
        string?[] options = [Value(row, CatalogueColumn.Option1Value), Value(row, CatalogueColumn.Option2Value), Value(row, CatalogueColumn.Option3Value)];
        var sku = Value(row, CatalogueColumn.Sku);
        var price = Price(row, CatalogueColumn.Price);
        // Rows after the first that hold only a picture add no variant.
        if (product.Variants.Count > 0 && sku is null && price is null && options.All(option => option is null))
            return;
        product.Variants.Add(new CatalogueVariant(
            row.Line, [.. options.OfType<string>()], sku, Value(row, CatalogueColumn.Barcode), price,
            Price(row, CatalogueColumn.CompareAtPrice), Integer(row, CatalogueColumn.InventoryQuantity), Value(row, CatalogueColumn.VariantImage)));
    }

    private void AddOptionNames(ProductDraft product, Row row)
    {
        if (product.OptionNames.Count > 0)
            return;
        foreach (var column in (ReadOnlySpan<CatalogueColumn>)[CatalogueColumn.Option1Name, CatalogueColumn.Option2Name, CatalogueColumn.Option3Name])
            if (Value(row, column) is { } name)
                product.OptionNames.Add(name);
    }

    private decimal? Price(Row row, CatalogueColumn column)
    {
        if (Value(row, column) is not { } text)
            return null;
        var price = CataloguePrice.Parse(text);
        if (price is null)
            Tell(row, column, "price_unreadable", "The price could not be read as a number. The variant was kept without it.");
        return price;
    }

    private int? Integer(Row row, CatalogueColumn column)
    {
        if (Value(row, column) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number is >= int.MinValue and <= int.MaxValue && number == decimal.Truncate(number))
            return (int)number;
        Tell(row, column, "number_unreadable", "A whole number was expected here. The value was left out.");
        return null;
    }

    private string? Value(Row row, CatalogueColumn column) => header.Value(row, column);

    private void Tell(Row row, CatalogueColumn? column, string code, string sentence) =>
        tell(new CatalogueProblem(row.Line, column is { } known ? header.HeadingOf(known) : null, code, sentence, current?.Handle));
}
