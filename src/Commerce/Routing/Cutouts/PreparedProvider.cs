using Commerce.Media.Cutout;
using Commerce.Providers;

namespace Commerce.Routing.Cutouts;

/// <summary>Has somebody make an order with a product that was cut out before.</summary>
/// <param name="maker">Who makes it.</param>
/// <param name="cutout">The product.</param>
/// <param name="note">What is to be known of the cut-out; null leaves it to the maker.</param>
/// <param name="mask">Who made the mask; null when it was made here.</param>
public sealed class PreparedProvider(IGenerationProvider maker, ProductCutout cutout, string? note = null, string? mask = null) : IGenerationProvider
{
    /// <inheritdoc/>
    public string Name => maker.Name;

    /// <inheritdoc/>
    public GenerationKind Kind => maker.Kind;

    /// <inheritdoc/>
    public bool Repeatable => maker.Repeatable;

    /// <inheritdoc/>
    public bool CutsOut => maker.CutsOut;

    /// <inheritdoc/>
    public Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct) => maker.SubmitAsync(With(order), ct);

    /// <inheritdoc/>
    public Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct) => maker.PollAsync(taskId, With(order), ct);

    /// <inheritdoc/>
    public async Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        var output = await maker.FetchAsync(taskId, With(order), folder, ct);
        return output with { Note = note ?? output.Note, Model = mask is null ? output.Model : $"{output.Model}, mask by {mask}" };
    }

    private GenerationOrder With(GenerationOrder order) => order with { Cutout = cutout };
}
