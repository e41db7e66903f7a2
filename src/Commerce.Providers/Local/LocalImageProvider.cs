using Commerce.Media;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Provenance;

namespace Commerce.Providers.Local;

/// <summary>
/// Makes pictures on this machine without any AI service: the product's own pixels on a set built from templates.
/// Nothing is kept between calls; the order alone decides the bytes, so a killed task is simply fetched again.
/// </summary>
public sealed class LocalImageProvider : IGenerationProvider
{
    private const string Model = "local-scenes-1";

    internal const string Uncut = "The photo's background is not plain, so the whole photo is shown. A photo on a plain background, or an AI provider that removes backgrounds, would let the product stand free.";

    /// <inheritdoc/>
    public string Name => "local";

    /// <inheritdoc/>
    public GenerationKind Kind => GenerationKind.Image;

    /// <inheritdoc/>
    public bool Repeatable => true;

    /// <inheritdoc/>
    public bool CutsOut => true;

    /// <inheritdoc/>
    public Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct)
    {
        try
        {
            PictureComposer.Check(Composing(order));
            return Task.FromResult(order.IdempotencyKey);
        }
        catch (MediaException error)
        {
            throw new ProviderException(error.Code, error.Message, retryable: false, error);
        }
    }

    /// <inheritdoc/>
    public Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct) =>
        Task.FromResult<TaskProgress>(new TaskProgress.Ready());

    /// <inheritdoc/>
    public async Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        try
        {
            var composed = order.Cutout is { } cutout
                ? PictureComposer.Compose(cutout, Composing(order))
                : await PictureComposer.ComposeAsync(await order.Source.PathAsync(ct), Composing(order), cancellation: ct);
            return await WriteAsync(composed, folder, ct);
        }
        catch (MediaException error)
        {
            throw new ProviderException(error.Code, error.Message, retryable: error.OfThisMachine, error);
        }
    }

    private static CompositionOrder Composing(GenerationOrder order) => new(
        order.StyleKey, order.ProductTitle, order.Vendor, order.SellingPoints, order.Brand.Palette,
        order.Prompt, order.Width, order.Height, order.Seed) { Offer = new Offer(order.Price?.Amount, order.Price?.CompareAt, order.Price?.Currency, QuotedWords.In(order.Prompt)) };

    private static async Task<GenerationOutput> WriteAsync(Composition composed, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var (picture, poster) = (Path.Combine(folder, "picture.jpg"), Path.Combine(folder, "poster.webp"));
        await File.WriteAllBytesAsync(picture, composed.Jpeg, ct);
        await File.WriteAllBytesAsync(poster, composed.Thumbnail, ct);
        return new GenerationOutput(picture, "image/jpeg", composed.Width, composed.Height, null, poster,
            composed.Fidelity, Model, composed.Description, SourceTypeMark.Read(composed.Jpeg) ?? SourceType.CompositeSynthetic) { Note = composed.Kind is CutoutKind.Framed ? Uncut : null };
    }
}
