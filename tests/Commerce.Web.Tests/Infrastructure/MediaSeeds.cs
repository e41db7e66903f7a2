using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Tenancy;
using Commerce.Workbench.Ledgers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Infrastructure;

/// <summary>Batches started through the product's own door, and results as a worker would have delivered them.</summary>
public sealed class MediaSeeds(StoreWork work, TimeProvider time)
{
    // One transparent pixel: enough bytes to be served.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>A batch with a hold and one waiting row for each product and style.</summary>
    public Task<Guid> StartBatchAsync(SeededStore store, IReadOnlyList<SeededProduct> products, string name = "Spring pictures", params string[] styles) =>
        work.RunAsync(store.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest(
                name, [.. products.Select(product => product.Id)],
                new RecipeContent([.. (styles is [] ? ["studio-shot"] : styles).Select(style => new RecipeStyle(style, 2048, 2048, 1))], "", false, null),
                Guid.CreateVersion7(time.GetUtcNow()).ToString(), "staff 901"),
            CancellationToken.None));

    /// <summary>Delivers the waiting rows of a batch, the first <paramref name="most"/>: asset stored, credits captured, batch closed. Returns the assets in row order.</summary>
    public Task<IReadOnlyList<Guid>> DeliverAsync(SeededStore store, Guid batchId, ReviewState review = ReviewState.Pending, int most = int.MaxValue) =>
        work.RunAsync<IReadOnlyList<Guid>>(store.Id, async services =>
        {
            var context = services.GetRequiredService<CommerceContext>();
            var batch = await context.Batches.AsNoTracking().SingleAsync(row => row.Id == batchId);
            var assets = new List<Guid>();
            foreach (var row in await context.Generations.Where(row => row.BatchId == batchId && row.DueAt != null).OrderBy(row => row.RowNumber).Take(most).ToListAsync())
            {
                assets.Add(await KeepAsync(services, row, batch.BrandVersion, review));
                await ActivatorUtilities.CreateInstance<Settling>(services).CaptureAsync(batch.HoldId, batchId, row.Id, row.Credits, CancellationToken.None);
                (row.State, row.DueAt, row.StartedAt, row.EndedAt) = (GenerationState.Done, null, time.GetUtcNow(), time.GetUtcNow());
                await context.SaveChangesAsync();
            }

            await services.GetRequiredService<BatchClosing>().CloseFinishedAsync(CancellationToken.None);
            return assets;
        });

    /// <summary>Ends the waiting rows of a batch, the first <paramref name="most"/>, as failed, with its credits given back.</summary>
    public Task FailAsync(SeededStore store, Guid batchId, string code, string message, int most = int.MaxValue) => work.RunAsync(store.Id, async services =>
    {
        var context = services.GetRequiredService<CommerceContext>();
        var batch = await context.Batches.AsNoTracking().SingleAsync(row => row.Id == batchId);
        foreach (var row in await context.Generations.Where(row => row.BatchId == batchId && row.DueAt != null).OrderBy(row => row.RowNumber).Take(most).ToListAsync())
        {
            await ActivatorUtilities.CreateInstance<Settling>(services).ReleaseAsync(batch.HoldId, batchId, row.Id, row.Credits, message, CancellationToken.None);
            (row.State, row.DueAt, row.EndedAt, row.ErrorCode, row.ErrorMessage) = (GenerationState.Failed, null, time.GetUtcNow(), code, message);
            await context.SaveChangesAsync();
        }

        await services.GetRequiredService<BatchClosing>().CloseFinishedAsync(CancellationToken.None);
    });

    private async Task<Guid> KeepAsync(IServiceProvider services, Generation row, int? brandVersion, ReviewState review)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var video = row.Kind == GenerationKind.Video;
        var asset = new Asset
        {
            StoreId = row.StoreId, Id = id, GenerationId = row.Id, BatchId = row.BatchId, ProductId = row.ProductId, SourceImageId = row.SourceImageId,
            Kind = row.Kind, Style = row.Style, ObjectKey = $"stores/{row.StoreId}/assets/{id}", ThumbnailKey = $"stores/{row.StoreId}/assets/{id}-small",
            Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(id.ToByteArray())), Bytes = Pixel.Length,
            MimeType = video ? "video/mp4" : "image/png", Width = row.Width, Height = row.Height, DurationMs = video ? 8000 : null, Provider = row.Provider,
            Model = row.Model, Prompt = "A picture", Seed = row.Seed, BrandVersion = brandVersion, Fidelity = video ? null : 0.98f,
            DigitalSourceType = "compositeSynthetic", ReviewState = review, CreatedAt = time.GetUtcNow(),
        };
        foreach (var key in (string[])[asset.ObjectKey, asset.ThumbnailKey])
        {
            using var bytes = new MemoryStream(Pixel);
            await services.GetRequiredService<IObjectStore>().PutAsync(key, bytes, asset.MimeType, CancellationToken.None);
        }

        services.GetRequiredService<CommerceContext>().Assets.Add(asset);
        return id;
    }
}
