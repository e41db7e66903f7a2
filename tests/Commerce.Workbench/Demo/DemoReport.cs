using System.Globalization;
using System.Text;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Media.ContactSheet;

namespace Commerce.Workbench.Demo;

/// <summary>Writes the readable report and the contact sheet under <c>out/demo</c>.</summary>
internal static class DemoReport
{
    // More than this no longer fits one picture that a person looks at.
    private const int MostOnSheet = 240;

    public static async Task<string> WriteAsync(
        Checkout checkout, DemoOptions options, DemoResult result, IReadOnlyList<Asset> assets, IReadOnlyList<string> lines, IObjectStore store, CancellationToken ct)
    {
        var folder = Path.Combine(checkout.Root, "out", "demo");
        Directory.CreateDirectory(folder);
        await WriteSheetAsync(Path.Combine(folder, "contact-sheet.png"), assets, store, ct);
        var report = new StringBuilder("# Commerce Studio demo\n\n");
        report.AppendLine(CultureInfo.InvariantCulture, $"Catalogue: `{Path.GetFileName(Path.GetFullPath(options.Catalogue))}`, {options.ImagesPerProduct} pictures for each product, {options.Videos} videos.\n");
        report.AppendLine("| what | result |\n|---|---|");
        report.AppendLine(CultureInfo.InvariantCulture, $"| Products | {result.Products} |");
        report.AppendLine(CultureInfo.InvariantCulture, $"| Rows done, failed, cancelled | {result.Generations.Done}, {result.Generations.Failed}, {result.Generations.Cancelled} |");
        report.AppendLine(CultureInfo.InvariantCulture, $"| Published and verified | {result.Published} of {result.Assets} |");
        report.AppendLine(CultureInfo.InvariantCulture, $"| Reverted exactly | {Yes(result.RevertedExactly)} |");
        report.AppendLine(CultureInfo.InvariantCulture, $"| Ledger balanced | {Yes(result.LedgerBalanced)} |");
        if (result.Provider is { } share)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"| Made by {share.Name}, on this machine | {share.Made}, {share.Locally} |");
            report.AppendLine(CultureInfo.InvariantCulture, $"| Cost in USD | {share.CostUsd} |");
            report.AppendLine(CultureInfo.InvariantCulture, $"| Bought, of that twice | {share.Bought.Values.Sum()}, {share.BoughtTwice} |");
        }

        report.AppendLine(CultureInfo.InvariantCulture, $"| Seconds | {result.Seconds} |\n");
        report.AppendLine("![Contact sheet](contact-sheet.png)\n\n## What happened\n");
        foreach (var line in lines)
        {
            report.Append("- ").AppendLine(line);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), report.ToString(), ct);
        return folder;
    }

    private static async Task WriteSheetAsync(string path, IReadOnlyList<Asset> assets, IObjectStore store, CancellationToken ct)
    {
        if (assets.Count == 0)
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("contact-sheet-");
        try
        {
            var pictures = new List<SheetPicture>();
            foreach (var asset in assets.Take(MostOnSheet))
            {
                var copy = Path.Combine(folder.FullName, $"{asset.Id}.webp");
                await using var stored = await store.OpenAsync(asset.ThumbnailKey, ct);
                await using (var file = File.Create(copy))
                {
                    await stored.Content.CopyToAsync(file, ct);
                }

                pictures.Add(new SheetPicture(copy, asset.Style));
            }

            await File.WriteAllBytesAsync(path, await SheetMaker.MakeAsync(pictures, columns: 8, cell: 300, cancellation: ct), ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Yes(bool value) => value ? "yes" : "no";
}
