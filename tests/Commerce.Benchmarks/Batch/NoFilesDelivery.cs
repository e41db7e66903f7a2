using Commerce.Generations;
using Commerce.Library.Storage;
using Commerce.Providers;

namespace Commerce.Benchmarks.Batch;

/// <summary>Delivers what a provider without files made: the asset's row is real, its bytes are not.</summary>
internal sealed class NoFilesDelivery(IObjectStore store) : Delivery(store)
{
    private static readonly string Sha256 = new('0', 64);

    public override Task<GenerationResult> StoreAsync(RowTurn turn, GenerationOutput made, CancellationToken cancellationToken) =>
        Task.FromResult(new GenerationResult(
            $"stores/{turn.Row.StoreId}/assets/{turn.Row.Id}.webp", $"stores/{turn.Row.StoreId}/assets/{turn.Row.Id}-thumbnail.webp", made.MimeType, 1, Sha256,
            made.Width, made.Height, null, made.Fidelity, made.Model, made.Prompt, made.DigitalSourceType));

    public override Task VerifyAsync(Generation generation, CancellationToken cancellationToken) => Task.CompletedTask;
}
