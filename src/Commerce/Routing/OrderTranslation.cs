using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Styles;

namespace Commerce.Routing;

/// <summary>Says an order of ours in a vendor's terms.</summary>
public static class OrderTranslation
{
    // Long enough to show a product, short enough to be watched to the end; vendors charge by the second, our price is by the video.
    private const int UsualSeconds = 8;

    private const string Untouched = "another product, a changed shape, colour, label or logo of the product, added text, a watermark";

    /// <summary>The request to a model, without the picture's bytes; null when the model cannot make it.</summary>
    /// <param name="today">The day it is made on.</param>
    public static WorkRequest? Of(GenerationOrder order, GenerationKind kind, ModelEntry model, DateOnly today)
    {
        // Most models of a vendor make something else; they are told apart before anything is put into words.
        if (!model.Tasks.Contains(TaskOf(kind)) || StyleCatalogue.Find(order.StyleKey) is not { Scene: { } scene } style || style.Kind != kind)
        {
            return null;
        }

        WorkRequest request = kind is GenerationKind.Video
            ? new VideoRequest(model, TaskOf(kind), order.IdempotencyKey, Prompt(order, scene)) { StartFrame = Placeholder, Seconds = ModelChoice.Seconds(model, Math.Min(order.Seconds ?? UsualSeconds, UsualSeconds)) }
            : new ImageRequest(model, TaskOf(kind), order.IdempotencyKey, Prompt(order, scene)) { References = [Placeholder] };
        request = request with
        {
            Ratio = ModelChoice.Ratio(model, order.Width, order.Height),
            Resolution = ModelChoice.Resolution(model, Math.Min(order.Width, order.Height)),
            Seed = (int)(order.Seed & int.MaxValue),
        };

        // A video takes the shape of its first picture where no shape can be asked for; a picture could have any.
        var shaped = request.Ratio is not null || (kind is GenerationKind.Video && model.Ratios.Count == 0);
        return shaped && ModelFit.Misfit(request, today) is null ? request : null;
    }

    /// <summary>The request to a model to cut the product out of its picture, without the picture's bytes; null when the model cannot do it.</summary>
    /// <param name="today">The day it is made on.</param>
    public static WorkRequest? CutOf(GenerationOrder order, ModelEntry model, DateOnly today)
    {
        if (!model.Tasks.Contains(WorkTask.RemoveBackground))
        {
            return null;
        }

        var request = new ImageRequest(model, WorkTask.RemoveBackground, order.IdempotencyKey, new PromptParts(null)) { References = [Placeholder] };
        return ModelFit.Misfit(request, today) is null ? request : null;
    }

    /// <summary>The same request with the picture and the way back.</summary>
    public static WorkRequest With(WorkRequest request, MediaInput picture, Uri? callback) => (request switch
    {
        VideoRequest video => video with { StartFrame = picture },
        _ => request with { References = [picture] },
    }) with { Callback = callback };

    private static WorkTask TaskOf(GenerationKind kind) => kind is GenerationKind.Video ? WorkTask.ImageToVideo : WorkTask.ImageToImage;

    private static MediaInput Placeholder { get; } = new MediaInput.Held(new byte[] { 0 }, "image/jpeg");

    private static PromptParts Prompt(GenerationOrder order, string scene) => new(
        $"The product in the picture, {Named(order)}, exactly as it is: the same shape, colours, material, label and proportions.",
        order.Prompt is { } wish ? $"{scene} {wish}" : scene,
        null,
        order.Brand,
        Untouched);

    private static string Named(GenerationOrder order) => order.Vendor is { } vendor ? $"{order.ProductTitle} by {vendor}" : order.ProductTitle;
}
