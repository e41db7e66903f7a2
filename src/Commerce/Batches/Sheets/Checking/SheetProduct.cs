using Commerce.Catalogue.Files;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>A product that only a sheet knows, with its one picture.</summary>
internal sealed record SheetProduct(Guid Id, string Key, string Handle, string Name, string Description, BroughtPicture Picture)
{
    public static SheetProduct Of(Guid storeId, string name, string description, RowPicture picture)
    {
        var key = SheetIdentity.Key(name, picture.Identity);
        var id = SheetIdentity.Id(storeId, key);
        return new SheetProduct(id, key, CatalogueHandle.From(name), name, description, BroughtPicture.Of(storeId, id, key, picture));
    }
}
