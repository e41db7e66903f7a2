using Commerce.Batches.Sheets.Mapping;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>The pictures of a sheet's ZIP by every name a row may call them: the path, or the file's name where only one has it.</summary>
internal sealed class RowPictures
{
    private readonly Dictionary<string, SheetPicture?> byName = new(StringComparer.OrdinalIgnoreCase);

    public bool Any => byName.Count > 0;

    public static async Task<RowPictures> ReadAsync(CommerceContext context, Guid sheetId, CancellationToken cancellationToken)
    {
        var pictures = new RowPictures();
        var all = await context.SheetPictures.AsNoTracking().Where(picture => picture.SheetId == sheetId).OrderBy(picture => picture.Number).ToListAsync(cancellationToken);
        foreach (var picture in all)
            pictures.byName[picture.Path] = picture;
        // A file's name alone means something only while no other folder has one of that name.
        foreach (var same in all.GroupBy(picture => Path.GetFileName(picture.Path), StringComparer.OrdinalIgnoreCase))
            pictures.byName.TryAdd(same.Key, same.Count() == 1 ? same.First() : null);
        return pictures;
    }

    public SheetPicture? Find(string name) => byName.GetValueOrDefault(Normal(name));

    public string? NearestTo(string name) => Nearest.Of(Normal(name), byName.Where(pair => pair.Value?.ObjectKey is not null).Select(pair => pair.Key).Take(500));

    private static string Normal(string name)
    {
        var path = name.Replace('\\', '/');
        while (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];
        return path.TrimStart('/');
    }
}
