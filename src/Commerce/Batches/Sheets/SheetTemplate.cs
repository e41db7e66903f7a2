using Commerce.Batches.Sheets.Writing;

namespace Commerce.Batches.Sheets;

/// <summary>An empty sheet to fill in, with two rows that show how.</summary>
public static class SheetTemplate
{
    public static async Task WriteAsync(Stream target, SheetFormat format, CancellationToken cancellationToken)
    {
        await using var writer = await SheetWriter.CreateAsync(target, format, "Products", cancellationToken);
        await writer.AddAsync(["Product name", "Description", "Image", "Handle or SKU", "Style", "Prompt", "Ratio", "Count", "Language"], cancellationToken);
        await writer.AddAsync(["Stoneware mug", "Glazed by hand, holds 300 ml", "https://example.com/mug.jpg", "", "Studio shot", "morning light", "1:1", 2, "en"], cancellationToken);
        await writer.AddAsync(["", "", "", "handle-of-a-product-in-your-shop", "Lifestyle", "", "", 1, ""], cancellationToken);
        await writer.FinishAsync(cancellationToken);
    }
}
