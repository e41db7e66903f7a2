using Commerce.Generations;
using Commerce.Media;
using Commerce.Media.Cutout;
using Commerce.Providers;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Routing.Cutouts;

/// <summary>Has a vendor cut the product out and then makes the picture or video here, of the source's own pixels.</summary>
/// <param name="vendor">Cuts it out.</param>
/// <param name="maker">Makes the rest.</param>
public sealed class CutProvider(VendorProvider vendor, IGenerationProvider maker, Generation row, Route route, CutoutMasks masks, StoreWork work, TimeProvider time) : IGenerationProvider
{
    /// <inheritdoc/>
    public string Name => vendor.Name;

    /// <inheritdoc/>
    public GenerationKind Kind => maker.Kind;

    /// <inheritdoc/>
    public TimeSpan? Patience => vendor.Patience < CutRoutes.Patience ? vendor.Patience : CutRoutes.Patience;

    /// <inheritdoc/>
    public TimeSpan Floor => vendor.Floor;

    /// <inheritdoc/>
    public bool Dispensable => true;

    /// <inheritdoc/>
    public bool Finds => vendor.Finds;

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct)
    {
        // What cannot be made at all is told before a cut-out is bought for it.
        await maker.SubmitAsync(order, ct);
        try
        {
            return await vendor.SubmitAsync(order, ct);
        }
        catch (ProviderException refused) when (!refused.Retryable)
        {
            throw Passing(refused);
        }
        catch (ProviderRestsException rest) when (rest.Until > time.GetUtcNow() + CutRoutes.Patience)
        {
            // Whether it is waited for or made without is decided when it is chosen anew.
            throw new ProviderRestsException(time.GetUtcNow() + CutoutBook.Glance, rest.Reason);
        }
    }

    /// <inheritdoc/>
    public Task<string?> FindAsync(GenerationOrder order, CancellationToken ct) => vendor.FindAsync(order, ct);

    /// <inheritdoc/>
    public async Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct)
    {
        TaskProgress progress;
        try
        {
            progress = await vendor.PollAsync(taskId, order, ct);
        }
        catch (ProviderException refused) when (!refused.Retryable)
        {
            throw Passing(refused);
        }

        return progress is TaskProgress.Failed failed ? failed with { Retryable = true } : progress;
    }

    /// <inheritdoc/>
    public async Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        var path = await order.Source.PathAsync(ct);
        var sha256 = await CutoutMasks.HashAsync(path, ct);
        var seen = await work.RunAsync(row.StoreId, services => services.GetRequiredService<CutoutBook>().FindAsync(sha256, ct));
        // A worker that died after it had kept the mask has left it to this one.
        var kept = seen?.Cutout is { State: CutoutState.Kept } one ? one : null;
        var (cutout, cost) = kept is not null
            ? (await masks.OpenAsync(row.StoreId, sha256, path, ct), kept.CostMicros)
            : await TakeAsync(taskId, order, Path.Combine(folder, "cut"), path, sha256, ct);
        var output = await MakeAsync(taskId, order with { Cutout = cutout }, folder, ct);
        return output with
        {
            CostUsd = cost is { } micros ? Micros.Usd(micros) : null,
            Note = cutout is not null ? CutWords.By(VendorName, route.Model)
                : kept is not null ? CutWords.Whole
                : $"{CutWords.Whole} {VendorName} found no product in it.",
            Model = cutout is null ? output.Model : $"{output.Model}, mask by {route.Vendor} {route.Model}",
        };
    }

    private string VendorName => Routing.Vendor.NameOf(route.Vendor);

    // The mask is in our store before anything is made with it: what fails from here on buys nothing again.
    private async Task<(ProductCutout? Cutout, long? Cost)> TakeAsync(string taskId, GenerationOrder order, string folder, string path, string sha256, CancellationToken ct)
    {
        GenerationOutput made;
        try
        {
            made = await vendor.FetchAsync(taskId, order, folder, ct);
        }
        catch (ProviderException useless) when (!useless.Retryable || useless.InnerException is MediaException)
        {
            await EndAsync(sha256, CutoutState.Empty, route.EstimateMicros, ct);
            return (null, route.EstimateMicros);
        }

        var cost = made.CostUsd is { } usd ? Micros.Of(usd) : (long?)null;
        var cutout = await CutoutMasks.ApplyAsync(path, await File.ReadAllBytesAsync(made.Path, ct), ct);
        if (cutout is not null)
        {
            await masks.KeepAsync(row.StoreId, sha256, made.Path, ct);
        }

        await EndAsync(sha256, cutout is null ? CutoutState.Empty : CutoutState.Kept, cost, ct);
        return (cutout, cost);
    }

    private Task<int> EndAsync(string sha256, CutoutState state, long? cost, CancellationToken ct) => work.RunAsync(row.StoreId, async services =>
    {
        await services.GetRequiredService<CutoutBook>().EndAsync(row, sha256, state, cost, ct);
        return 0;
    });

    // A fault of this machine must not be taken for the vendor's.
    private async Task<GenerationOutput> MakeAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        try
        {
            return await maker.FetchAsync(taskId, order, folder, ct);
        }
        catch (ProviderException error) when (error is { Retryable: true, InnerException: MediaException own })
        {
            throw own;
        }
    }

    // What one vendor will not cut out can be made without.
    private static ProviderException Passing(ProviderException refused) => new(refused.Code, refused.Message, retryable: true, refused) { RetryAfter = refused.RetryAfter };
}
