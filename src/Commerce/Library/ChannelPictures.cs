using Commerce.Data;
using Commerce.Library.Storage;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Library;

/// <summary>Cuts results to the shapes of channels. Made when somebody asks and kept nowhere: the same result gives the same bytes.</summary>
public sealed class ChannelPictures(CommerceContext context, IObjectStore store)
{
    // Each takes a core for some hundred milliseconds; the pages' own work must not wait behind a row of them.
    private static readonly SemaphoreSlim Places = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The result to cut; null where there is none that suits, or it carries the free plan's mark, which a cut would take away.</summary>
    public async Task<Asset?> FindAsync(Guid assetId, ChannelFile file, CancellationToken cancellationToken)
    {
        var asset = await context.Assets.AsNoTracking().Where(row => row.Id == assetId && context.Batches.Any(batch => batch.Id == row.BatchId && !batch.Marked)).SingleOrDefaultAsync(cancellationToken);
        return asset is not null && file.Suits(asset) ? asset : null;
    }

    /// <summary>The picture's bytes around the part the eye goes to first; they tell where the result came from as its own file does.</summary>
    /// <exception cref="ObjectNotFoundException">Its file is no longer there.</exception>
    public async Task<byte[]> CutAsync(Asset asset, ChannelFile file, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken);
        try
        {
            var whole = await BytesAsync(asset.ObjectKey, cancellationToken);
            using var picture = PictureIngest.Read(whole);
            using var cut = file.Shape.Fill(picture);
            var encoded = file.Encode(cut);
            return OriginMark.Read(whole) is { } origin ? OriginMark.Write(encoded, origin) : encoded;
        }
        finally
        {
            Places.Release();
        }
    }

    private async Task<byte[]> BytesAsync(string key, CancellationToken cancellationToken)
    {
        await using var stored = await store.OpenAsync(key, cancellationToken);
        using var copy = new MemoryStream();
        await stored.Content.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }
}
