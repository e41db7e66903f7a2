using Commerce.Batches.Sheets.Mapping;
using Commerce.Brand.Reading;
using Commerce.Data;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>Finds for a part of a sheet what its rows name: products of the catalogue, pictures of the ZIP, pictures on the web.</summary>
internal sealed class RowResolver(CommerceContext context, RowPictures pictures, SheetMapping mapping, IReadOnlyList<string> headings)
{
    public async Task ResolveAsync(IReadOnlyList<TypedRow> rows, CancellationToken cancellationToken)
    {
        var names = rows.Where(row => row.Good).SelectMany(row => new[] { row.Product, IsAddress(row.Image) ? "" : row.Image }).Distinct().ToList();
        var matches = await CatalogueMatches.FindAsync(context, names, cancellationToken);
        foreach (var row in rows.Where(row => row.Good))
            Resolve(row, matches);
    }

    private void Resolve(TypedRow row, Dictionary<string, CatalogueMatch> matches)
    {
        if (matches.TryGetValue(row.Product, out var match) || matches.TryGetValue(row.Image, out match))
        {
            Use(row, match, matches.GetValueOrDefault(row.Image));
            return;
        }
        if (row.Image.Length == 0)
        {
            Tell(row, SheetField.Product, "product_unknown", $"No product of your catalogue has the handle or SKU {row.Product}.", "Check the spelling, sync the catalogue, or give a picture's web address.");
            return;
        }
        row.Picture = IsAddress(row.Image) ? OnTheWeb(row) : InTheArchive(row);
        if (row.Picture is not null && row.Name.Length == 0)
            row.Name = NameFrom(row);
    }

    // A picture that the row names goes before those of the shop: results of another one would be paid for and be of no use.
    private void Use(TypedRow row, CatalogueMatch match, CatalogueMatch? byImage)
    {
        row.ProductId = match.ProductId;
        if (row.Image.Length == 0 || byImage?.ProductId == match.ProductId)
        {
            row.SourceImageId = match.First;
            if (row.SourceImageId is null)
                Tell(row, SheetField.Product, "product_without_picture", $"The product {(row.Product.Length > 0 ? row.Product : row.Image)} has no picture in the shop to work from.", "Add a picture in the shop and sync, or give a picture's web address.");
            return;
        }
        row.SourceImageId = match.PictureAt(row.Image);
        if (row.SourceImageId is not null)
            return;
        if (byImage is not null && pictures.Find(row.Image) is null)
            Tell(row, SheetField.Image, "image_of_another", $"The row is for {row.Product}, but “{row.Image}” names another product of your catalogue.", "Empty the cell to take the product's own picture, or give the picture's web address.");
        else
            row.Picture = IsAddress(row.Image) ? OnTheWeb(row) : InTheArchive(row);
    }

    // The address is only looked at here; it is asked in the run, when the row's turn comes.
    private RowPicture? OnTheWeb(TypedRow row)
    {
        var address = row.Image.StartsWith("//", StringComparison.Ordinal) ? "https:" + row.Image : row.Image;
        if (address.Length <= SheetLimits.Address && SiteAddress.TryParse(address, out var uri) && uri.UserInfo.Length == 0)
            return new RowPicture(uri.AbsoluteUri, uri.AbsoluteUri);
        Tell(row, SheetField.Image, "image_address", "The picture's address is not one of the web.", "Write it as in a browser, such as https://example.com/mug.jpg.");
        return null;
    }

    private RowPicture? InTheArchive(TypedRow row)
    {
        if (pictures.Find(row.Image) is { } found)
        {
            if (found.ObjectKey is { } key)
                return new RowPicture(found.Sha256!, "", key, found.Sha256, found.Width, found.Height);
            Tell(row, SheetField.Image, "image_refused", $"The picture {row.Image} of the ZIP cannot be used. {found.Problem}", "Replace it in the ZIP and upload both again.");
            return null;
        }
        if (!pictures.Any)
            Tell(row, SheetField.Image, "image_not_found", $"“{row.Image}” is neither a web address nor a product of your catalogue, and no ZIP of pictures came with the sheet.", "Give a web address, or upload the pictures as a ZIP with the sheet.");
        else
            Tell(row, SheetField.Image, "image_not_found", $"The ZIP holds no picture “{row.Image}”.", pictures.NearestTo(row.Image) is { } nearest ? $"Did you mean {nearest}?" : "Name it by its path inside the ZIP.");
        return null;
    }

    private static bool IsAddress(string image) => image.StartsWith("//", StringComparison.Ordinal) || image.Contains("://", StringComparison.Ordinal);

    private static string NameFrom(TypedRow row)
    {
        if (row.Product.Length > 0)
            return row.Product;
        var file = Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(row.Image.Split('?')[0].Replace('\\', '/'))).Replace('-', ' ').Replace('_', ' ').Trim();
        return file.Length == 0 ? "Product" : file[..Math.Min(file.Length, SheetLimits.Name)];
    }

    private void Tell(TypedRow row, SheetField field, string code, string message, string fix) =>
        row.Errors.Add(new RowError(mapping[field] is { } column && column < headings.Count ? headings[column] : "", code, message, fix));
}
