using Commerce.Catalogue.Files;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>A product that only a sheet knows, with its one picture.</summary>
internal sealed record SheetProduct(Guid Id, string Key, string Handle, string Name, string Description, Guid ImageId, string ImageKey, RowPicture Picture)
{
    public static SheetProduct Of(Guid storeId, string name, string description, RowPicture picture)
    {
        var (key, imageKey) = (SheetIdentity.Key(name, picture.Identity), SheetIdentity.Key(picture.Identity));
        var id = SheetIdentity.Id(storeId, key);
        return new SheetProduct(id, key, CatalogueHandle.From(name), name, description, SheetIdentity.Id(storeId, $"{key}\n{imageKey}"), imageKey, picture);
    }
}
