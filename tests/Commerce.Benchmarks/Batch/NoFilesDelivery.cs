using Commerce.Generations;
using Commerce.Library.Storage;
using Commerce.Providers;

namespace Commerce.Benchmarks.Batch;

/// <summary>Delivers what a provider without files made: the asset's row is real, its bytes are not.</summary>
internal sealed class NoFilesDelivery(IObjectStore store) : Delivery(store)
{
    private static readonly string Sha256 = new('0', 64);

    public override Task<GenerationResult> StoreAsync(Generation generation, GenerationOutput output, Workspace workspace, CancellationToken cancellationToken) =>
        Task.FromResult(new GenerationResult(
            $"stores/{generation.StoreId}/assets/{generation.Id}.webp", $"stores/{generation.StoreId}/assets/{generation.Id}-thumbnail.webp", output.MimeType, 1, Sha256,
            output.Width, output.Height, null, output.Fidelity, output.Model, output.Prompt, output.DigitalSourceType));

    public override Task VerifyAsync(Generation generation, CancellationToken cancellationToken) => Task.CompletedTask;
}
