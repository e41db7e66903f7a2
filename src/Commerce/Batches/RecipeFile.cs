using System.Text.Json;
using Commerce.Data;
using Commerce.Routing;
using Commerce.Styles;

namespace Commerce.Batches;

/// <summary>A recipe as a file that another store can read: styles by key, formats by size, models by name, no store's brand.</summary>
public sealed record RecipeFile(string Format, int Version, string Name, IReadOnlyList<RecipeFileStyle> Styles, string Prompt, bool Brand, bool NewVariations, int LeastFidelity = RecipeLimits.UsualFidelity, int? VideoSeconds = null, string? ImageModel = null, string? VideoModel = null)
{
    /// <summary>Larger files are none of ours.</summary>
    public const int MostBytes = 64 * 1024;

    private const int LongestModel = 120;
    private const string Ours = "commerce-studio-recipe";
    private const int Newest = 1;
    private static readonly JsonSerializerOptions Written = new(JsonColumn.Options) { WriteIndented = true };

    public static byte[] Write(string name, RecipeContent content)
    {
        var styles = content.Styles.Select(wanted => new RecipeFileStyle(wanted.Style, $"{wanted.Width}x{wanted.Height}", wanted.Count)).ToList();
        return JsonSerializer.SerializeToUtf8Bytes(new RecipeFile(Ours, Newest, name, styles, content.Prompt, content.UseBrand, content.NewVariations, content.LeastFidelity, content.VideoSeconds, content.ImageModel, content.VideoModel), Written);
    }

    /// <summary>The name and content in a file, its brand pinned to this store's newest profile.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="offers">Who can make what in this store.</param>
    /// <param name="brandVersion">This store's newest profile; null when it has none, then the brand is off.</param>
    /// <returns>Besides, the models it names that this store cannot use; the renderer of this machine stands in for them.</returns>
    /// <exception cref="RecipeFileException">It is no recipe this installation can make; the message says why.</exception>
    public static (string Name, RecipeContent Content, IReadOnlyList<string> Missing) Read(byte[] bytes, OfferedModels offers, int? brandVersion)
    {
        var file = Parse(bytes);
        var styles = file.Styles.Select(wanted => Style(wanted, offers)).ToList();
        var (name, prompt) = (file.Name.Trim(), file.Prompt.Trim());
        var (image, video) = (file.ImageModel ?? LocalModel.Name, file.VideoModel ?? LocalModel.Name);
        if (image.Length > LongestModel || video.Length > LongestModel || name.Length is 0 or > SavedRecipe.LongestName || prompt.Length > RecipeLimits.Prompt || styles.Count is 0 or > RecipeLimits.Lines || styles.Distinct().Count() < styles.Count)
        {
            throw new RecipeFileException("The file says more or less than a recipe may: a name, styles, and a fine-tuning within the limits.");
        }

        var brand = file.Brand && brandVersion is not null;
        var (makesImage, makesVideo) = (offers.Images.Contains(image, StringComparer.Ordinal), offers.Videos.Contains(video, StringComparer.Ordinal));
        var content = new RecipeContent(styles, prompt, brand, brand ? brandVersion : null)
        {
            NewVariations = file.NewVariations,
            LeastFidelity = Math.Clamp(file.LeastFidelity, 0, 100),
            VideoSeconds = RecipeLimits.VideoLength(file.VideoSeconds),
            ImageModel = makesImage ? image : LocalModel.Name,
            VideoModel = makesVideo ? video : LocalModel.Name,
        };
        string[] missing = [.. makesImage ? Array.Empty<string>() : [image], .. makesVideo ? Array.Empty<string>() : [video]];
        return (name, content, [.. missing.Distinct()]);
    }

    private static RecipeFile Parse(byte[] bytes)
    {
        try
        {
            return bytes.Length <= MostBytes && JsonSerializer.Deserialize<RecipeFile>(bytes, JsonColumn.Options) is
            { Format: Ours, Version: Newest, Name: not null, Prompt: not null, Styles: not null } file && file.Styles.All(style => style is { Style: not null, Size: not null })
                ? file
                : throw new RecipeFileException("This is not a recipe file of this app. Export one from a recipe's page and choose it here.");
        }
        catch (JsonException)
        {
            throw new RecipeFileException("The file cannot be read as a recipe. Export it again and choose it here.");
        }
    }

    private static RecipeStyle Style(RecipeFileStyle wanted, OfferedModels offers)
    {
        if (StyleCatalogue.Find(wanted.Style) is not { } style || !offers.Makes(style.Kind))
        {
            throw new RecipeFileException($"This installation has no style “{Short(wanted.Style)}”.");
        }

        if (style.Formats.FirstOrDefault(format => $"{format.Width}x{format.Height}" == wanted.Size) is not { } format)
        {
            throw new RecipeFileException($"The style “{style.Name}” is not made in {Short(wanted.Size)} here.");
        }

        return wanted.Count is >= 1 and <= RecipeLimits.Copies
            ? new RecipeStyle(style.Key, format.Width, format.Height, wanted.Count)
            : throw new RecipeFileException($"Of the style “{style.Name}” one to {RecipeLimits.Copies} results of each product can be made.");
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40];
}

/// <summary>One style in a recipe file.</summary>
public sealed record RecipeFileStyle(string Style, string Size, int Count);
