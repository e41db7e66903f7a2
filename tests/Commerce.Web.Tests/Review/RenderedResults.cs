using System.Security.Cryptography;
using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Providers.Local;
using Commerce.Tenancy;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Review;

/// <summary>Results that the local provider really made of the outdoor catalogue's pictures. Renders are kept beside the test's build.</summary>
internal sealed class RenderedResults(StoreWork work, TimeProvider time)
{
    private static readonly string Kept = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "renders")).FullName;
    private static readonly BrandLook Look = new("Daybird", ["#2f4f3e", "#d9c8a9", "#b4552d"], ["natural", "calm"]);

    public async Task DeliverAsync(SeededStore store, Guid batchId, string catalogue, int most = int.MaxValue) => await work.RunAsync(store.Id, async services =>
    {
        var context = services.GetRequiredService<CommerceContext>();
        var batch = await context.Batches.AsNoTracking().SingleAsync(row => row.Id == batchId);
        foreach (var row in await context.Generations.Where(row => row.BatchId == batchId && row.DueAt != null).OrderBy(row => row.RowNumber).Take(most).ToListAsync())
        {
            var product = await context.Products.SingleAsync(each => each.Id == row.ProductId);
            await DeliverAsync(services, row, product, Path.Combine(catalogue, product.Tags.Single()));
            await ActivatorUtilities.CreateInstance<Commerce.Workbench.Ledgers.Settling>(services).CaptureAsync(batch.HoldId, batchId, row.Id, row.Credits, CancellationToken.None);
            (row.State, row.DueAt, row.StartedAt, row.EndedAt) = (GenerationState.Done, null, time.GetUtcNow(), time.GetUtcNow());
            await context.SaveChangesAsync();
        }

        await services.GetRequiredService<BatchClosing>().CloseFinishedAsync(CancellationToken.None);
    });

    private async Task DeliverAsync(IServiceProvider services, Generation row, Product product, string picture)
    {
        var (context, store) = (services.GetRequiredService<CommerceContext>(), services.GetRequiredService<IObjectStore>());
        var output = await RenderAsync(row, product, picture);
        var (key, thumbnail) = ($"stores/{row.StoreId}/assets/{row.Id}{Path.GetExtension(output.Path)}", $"stores/{row.StoreId}/assets/{row.Id}-thumbnail.webp");
        await PutAsync(store, key, output.Path, output.MimeType);
        await PutAsync(store, thumbnail, output.PosterPath!, "image/webp");
        // Shown from our own copy, as for a picture that the shop has since removed: the test's network has no shop.
        var source = await context.SourceImages.SingleAsync(image => image.Id == row.SourceImageId);
        (source.ObjectKey, source.RemovedAt) = ($"stores/{row.StoreId}/sources/{source.Id}.webp", time.GetUtcNow());
        await PutAsync(store, source.ObjectKey, picture, "image/webp");
        context.Assets.Add(new Asset
        {
            StoreId = row.StoreId, Id = Guid.CreateVersion7(time.GetUtcNow()), GenerationId = row.Id, BatchId = row.BatchId, ProductId = row.ProductId,
            SourceImageId = row.SourceImageId, Kind = row.Kind, Style = row.Style, ObjectKey = key, ThumbnailKey = thumbnail,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(output.Path))), Bytes = new FileInfo(output.Path).Length,
            MimeType = output.MimeType, Width = output.Width, Height = output.Height, DurationMs = (int?)output.Duration?.TotalMilliseconds,
            Provider = row.Provider, Model = output.Model, Prompt = output.Prompt, Seed = row.Seed, BrandVersion = 2, Fidelity = (float?)output.Fidelity,
            DigitalSourceType = output.DigitalSourceType, CreatedAt = time.GetUtcNow(),
        });
    }

    private static async Task<GenerationOutput> RenderAsync(Generation row, Product product, string picture)
    {
        var folder = Path.Combine(Kept, $"{product.Handle}-{row.Style}");
        var note = Path.Combine(folder, "output.json");
        if (File.Exists(note))
        {
            return System.Text.Json.JsonSerializer.Deserialize<GenerationOutput>(await File.ReadAllTextAsync(note))!;
        }

        IGenerationProvider provider = row.Kind is GenerationKind.Image ? new LocalImageProvider() : new LocalVideoProvider(null);
        var order = new GenerationOrder($"{row.Id}", row.Style, SourceFile.At(picture), product.Title, product.Vendor, [], null, Look, row.Width, row.Height, 7);
        var output = await provider.FetchAsync($"{row.Id}", order, Directory.CreateDirectory(folder).FullName, CancellationToken.None);
        await File.WriteAllTextAsync(note, System.Text.Json.JsonSerializer.Serialize(output));
        return output;
    }

    private static async Task PutAsync(IObjectStore store, string key, string path, string type)
    {
        await using var content = File.OpenRead(path);
        await store.PutAsync(key, content, type, CancellationToken.None);
    }
}
