using System.Security.Cryptography;
using Commerce.Library.Storage;
using Commerce.Media.Captions;
using Commerce.Providers;
using Commerce.Routing;

namespace Commerce.Generations;

/// <summary>
/// Takes a provider's output into our store and checks it there. Both may be replaced where rows are measured without files,
/// as benchmarks do; nothing else of a row's life changes with it.
/// </summary>
public class Delivery(IObjectStore store)
{
    /// <summary>The code of a stored file that is not what was stored.</summary>
    public const string DiffersCode = "stored_bytes_differ";

    /// <summary>Finishes the output and copies it, its thumbnail and what was found out about it to keys made from the row's id.</summary>
    public virtual async Task<GenerationResult> StoreAsync(RowTurn turn, GenerationOutput made, CancellationToken cancellationToken)
    {
        var prefix = $"stores/{turn.Row.StoreId}/assets/{turn.Row.Id}";
        var finished = await Finishing.FinishAsync(turn, made, cancellationToken);
        var output = finished.Output;
        var extension = Path.GetExtension(output.Path).ToLowerInvariant();
        var key = $"{prefix}{extension}";
        var thumbnailKey = $"{prefix}-thumbnail.webp";
        var thumbnail = await OutputProbe.ThumbnailAsync(output.PosterPath ?? output.Path, turn.Workspace.PathOf("thumbnail.webp"), cancellationToken);
        await PutAsync(thumbnailKey, thumbnail, "image/webp", cancellationToken);
        var differenceKey = finished.DifferencePath is null ? null : $"{prefix}-difference.webp";
        if (differenceKey is not null)
        {
            await PutAsync(differenceKey, finished.DifferencePath!, "image/webp", cancellationToken);
        }

        var captionsKey = await PutCaptionsAsync($"{prefix}-captions", output.Captions, turn.Workspace, cancellationToken);
        var sha256 = await HashAsync(output.Path, cancellationToken);
        await PutAsync(key, output.Path, output.MimeType, cancellationToken);
        return new GenerationResult(
            key, thumbnailKey, output.MimeType, new FileInfo(output.Path).Length, sha256, output.Width, output.Height,
            (int?)output.Duration?.TotalMilliseconds, output.Fidelity, output.Model, output.Prompt, output.DigitalSourceType)
        {
            HeldBack = turn.Recipe.HoldsBack(output.Fidelity),
            DifferenceKey = differenceKey,
            CaptionsKey = captionsKey,
            Checks = finished.Checks,
            Note = output.Note,
            CostMicros = output.CostUsd is { } usd ? Micros.Of(usd) : null,
        };
    }

    /// <summary>Reads the stored bytes back: the same hash, really of the kind and size that was ordered.</summary>
    /// <exception cref="ProviderException">They are not; the row is made again.</exception>
    public virtual async Task VerifyAsync(Generation generation, CancellationToken cancellationToken)
    {
        var result = generation.Output!;
        using var workspace = Workspace.Create();
        var path = workspace.PathOf($"output{Path.GetExtension(result.ObjectKey)}");
        await using (var stored = await store.OpenAsync(result.ObjectKey, cancellationToken))
        await using (var file = File.Create(path))
        {
            await stored.Content.CopyToAsync(file, cancellationToken);
        }

        if (await HashAsync(path, cancellationToken) != result.Sha256)
        {
            throw new ProviderException(DiffersCode, "The stored file differs from what was made, so it is made again.", retryable: true);
        }

        var (width, height) = await OutputProbe.SizeAsync(generation.Kind, path, cancellationToken);
        if (width != generation.Width || height != generation.Height)
        {
            throw new ProviderException(
                "wrong_size", $"The result is {width} × {height} pixels instead of {generation.Width} × {generation.Height}.", retryable: true);
        }
    }

    /// <summary>Keeps captions as WebVTT and as SubRip; gives the key of the first, or null when nothing is said.</summary>
    private async Task<string?> PutCaptionsAsync(string prefix, IReadOnlyList<Caption> captions, Workspace workspace, CancellationToken cancellationToken)
    {
        if (captions.Count == 0)
        {
            return null;
        }

        await KeepAsync(".srt", CaptionFile.WriteSubRip(captions), "application/x-subrip");
        return await KeepAsync(".vtt", CaptionFile.WriteWebVtt(captions), "text/vtt");

        async Task<string> KeepAsync(string extension, string content, string contentType)
        {
            var path = workspace.PathOf($"captions{extension}");
            await File.WriteAllTextAsync(path, content, cancellationToken);
            await PutAsync(prefix + extension, path, contentType, cancellationToken);
            return prefix + extension;
        }
    }

    private async Task PutAsync(string key, string path, string contentType, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        await store.PutAsync(key, content, contentType, cancellationToken);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}
