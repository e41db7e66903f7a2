using System.Globalization;
using System.Text;
using Commerce.Batches.Sheets.Writing;

namespace Commerce.Benchmarks.Sheets;

/// <summary>Product tables of the wanted length as people export them: twelve columns, quoted descriptions with commas, doubled quotes and line ends.</summary>
internal static class WideSheet
{
    private static readonly string[] Styles = ["Studio shot", "lifestyle", "minimalist", ""];
    private static readonly string[] Words = ["glazed", "by hand", "in small lots", "with a \"soft\" rim", "holds 300 ml,", "stacks well;", "dries fast", "für jeden Tag", "from one\nkiln", "in six colours"];

    public static IReadOnlyList<string> Headings { get; } =
        ["Handle", "Product name", "Description", "Vendor", "Type", "Tags", "Price", "Image URL", "Style", "Prompt", "Ratio", "Count"];

    public static async Task WriteAsync(string path, int rows, CancellationToken ct)
    {
        await using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1024 * 1024);
        await text.WriteLineAsync(string.Join(',', Headings));
        var line = new StringBuilder();
        for (var number = 0; number < rows; number++)
        {
            ct.ThrowIfCancellationRequested();
            line.Clear();
            foreach (var cell in Row(number))
            {
                line.Append(line.Length == 0 ? "" : ",").Append(cell.AsSpan().ContainsAny(",\"\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
            }

            await text.WriteLineAsync(line, ct);
        }
    }

    public static async Task WriteWorkbookAsync(string path, int rows, CancellationToken ct)
    {
        await using var file = File.Create(path);
        await using var writer = await SheetWriter.CreateAsync(file, SheetFormat.Xlsx, "Products", ct);
        await writer.AddAsync([.. Headings.Select(SheetCell.FromString)], ct);
        for (var number = 0; number < rows; number++)
        {
            await writer.AddAsync([.. Row(number).Select(SheetCell.FromString)], ct);
        }

        await writer.FinishAsync(ct);
    }

    private static string[] Row(int number) =>
    [
        $"product-{number}", $"Stoneware mug no. {number}", Description(number), "Kiln House", "Mugs", "kitchen, gift, stoneware",
        (number % 90 + 9.5).ToString("0.00", CultureInfo.InvariantCulture), $"https://shop.example/pictures/{number % 5000}/mug-{number}.jpg?v=1", Styles[number % Styles.Length],
        number % 3 == 0 ? "morning light on an oak table" : "", number % 4 == 0 ? "1:1" : "", number % 5 == 0 ? "2" : "",
    ];

    private static string Description(int number)
    {
        var text = new StringBuilder("A mug ");
        for (var word = 0; word < 32; word++)
        {
            text.Append(Words[(number + (word * 7)) % Words.Length]).Append(' ');
        }

        return text.ToString();
    }
}
