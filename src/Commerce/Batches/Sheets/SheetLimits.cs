namespace Commerce.Batches.Sheets;

/// <summary>What one spreadsheet and its pictures may be. Beyond a limit a file is refused in words, never read in part.</summary>
public static class SheetLimits
{
    /// <summary>Bytes of a spreadsheet as uploaded.</summary>
    public const long File = 200L * 1024 * 1024;

    /// <summary>Bytes of a ZIP of pictures as uploaded.</summary>
    public const long Archive = 1024L * 1024 * 1024;

    /// <summary>Rows of one sheet that become requests.</summary>
    public const int Rows = 100_000;

    public const int Columns = 500;

    /// <summary>Characters of one cell; what Excel itself allows.</summary>
    public const int Cell = 32_767;

    /// <summary>Characters of one row over all its cells and lines.</summary>
    public const int Row = 1_000_000;

    /// <summary>Bytes of a workbook's part when unpacked.</summary>
    public const long Part = 1024L * 1024 * 1024;

    /// <summary>Bytes of the texts that a workbook keeps apart from its cells.</summary>
    public const int SharedTexts = 96 * 1024 * 1024;

    /// <summary>Files in a ZIP of pictures.</summary>
    public const int Pictures = 5_000;

    /// <summary>Bytes of all pictures of a ZIP when unpacked.</summary>
    public const long Unpacked = 4L * 1024 * 1024 * 1024;

    /// <summary>Characters of a product's name.</summary>
    public const int Name = 255;

    public const int Description = 20_000;

    public const int Address = 2_000;
}
