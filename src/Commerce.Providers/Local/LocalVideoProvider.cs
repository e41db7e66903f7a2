using Commerce.Media;
using Commerce.Media.Cutout;
using Commerce.Media.Provenance;
using Commerce.Media.Video;

namespace Commerce.Providers.Local;

/// <summary>
/// Makes videos on this machine without any AI service: the product's own pixels, words and colours in one of nine styles.
/// Nothing is kept between calls; the order alone decides the bytes, so a killed task is simply fetched again.
/// </summary>
/// <param name="ffmpeg">Path of ffmpeg, or null to search.</param>
public sealed class LocalVideoProvider(string? ffmpeg = null) : IGenerationProvider
{
    private const string Model = "local-films-2";

    /// <inheritdoc/>
    public string Name => "local";

    /// <inheritdoc/>
    public GenerationKind Kind => GenerationKind.Video;

    /// <inheritdoc/>
    public bool Repeatable => true;

    /// <inheritdoc/>
    public bool CutsOut => true;

    /// <inheritdoc/>
    public Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct)
    {
        if (!VideoComposer.Styles.Contains(order.StyleKey))
        {
            throw new ProviderException("style-unknown", $"There is no video style named \"{order.StyleKey}\".", retryable: false);
        }
        return Task.FromResult(order.IdempotencyKey);
    }

    /// <inheritdoc/>
    public Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct) =>
        Task.FromResult<TaskProgress>(new TaskProgress.Ready());

    /// <inheritdoc/>
    public async Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        try
        {
            if (order.Still)
            {
                return await StillAsync(order, folder, ct);
            }
            var made = await VideoComposer.ComposeAsync(await order.Source.PathAsync(ct), await ComposingAsync(order, ct), folder, FfmpegTools.Find(ffmpeg), null, ct);
            return new GenerationOutput(made.Path, "video/mp4", made.Facts.Width, made.Facts.Height, made.Facts.Duration, made.PosterPath,
                made.Fidelity, Model, made.Description, made.Facts.SourceType ?? SourceType.CompositeSynthetic) 
            {
                Captions = made.Captions,
                Note = made.Kind is CutoutKind.Framed ? LocalImageProvider.Uncut : null,
            };
        }
        catch (MediaException error)
        {
            throw new ProviderException(error.Code, error.Message, retryable: error.OfThisMachine || error.Code is "ffmpeg-failed" or "speech-failed", error);
        }
    }

    private static async Task<GenerationOutput> StillAsync(GenerationOrder order, string folder, CancellationToken ct)
    {
        var still = await VideoComposer.StillAsync(await order.Source.PathAsync(ct), await ComposingAsync(order, ct), ct);
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "still.jpg");
        await File.WriteAllBytesAsync(path, still, ct);
        return new GenerationOutput(path, "image/jpeg", order.Width, order.Height, null, null, null, Model, string.Empty, SourceType.CompositeSynthetic);
    }

    private static async Task<VideoOrder> ComposingAsync(GenerationOrder order, CancellationToken ct)
    {
        var more = new List<string>();
        foreach (var picture in order.MorePictures.Take(VideoComposer.PicturesUsed(order.StyleKey) - 1))
        {
            more.Add(await picture.PathAsync(ct));
        }
        return new VideoOrder(order.StyleKey, order.ProductTitle, order.Vendor, order.Brand.Name, order.Brand.Palette, order.Width, order.Height, order.Seed)
        {
            SellingPoints = order.SellingPoints,
            MorePictures = more,
            Price = order.Price is { } price ? PriceWords.Of(price.Amount, price.CompareAt, price.Currency) : null,
            Script = QuotedWords.In(order.Prompt),
            Wish = order.Prompt,
            Offer = QuotedWords.In(order.Prompt),
            Language = order.Language,
            Seconds = order.Seconds,
            Cutout = order.Cutout,
        };
    }
}
