using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Commerce.Library;
using Commerce.Library.Storage;

namespace Commerce.Batches.Results;

/// <summary>
/// A batch's results as one ZIP, organised by product, written straight from the object store to whoever takes it: nothing
/// is put on a disk and one file's piece at a time is in memory. Media are stored as they are, for they do not shrink.
/// </summary>
public sealed class ResultArchive(ResultRows results, IObjectStore store)
{
    private const int Piece = 128 * 1024;

    /// <summary>
    /// Writes the archive. A file that is missing, breaks off or is not what was delivered is said so in the manifest, which
    /// comes last, and stops nothing. Ends early when the token says that nobody listens any more.
    /// </summary>
    public async Task WriteAsync(Stream target, Guid batchId, ResultFilter filter, CancellationToken cancellationToken)
    {
        var gathered = new GatheredWrites(target);
        await using var manifest = await Manifest.BeginAsync(cancellationToken);
        var names = new ArchiveNames();

        // Not disposed when something fails: closing it would give a broken archive a whole one's end.
        var archive = await ZipArchive.CreateAsync(gathered, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        await foreach (var row in results.StreamAsync(batchId, cancellationToken))
        {
            // Named before it is chosen, so that a file is called the same in every archive of its batch.
            var name = names.Of(row);
            if (filter == ResultFilter.All || row.Review == ReviewState.Approved)
            {
                var inclusion = await AddAsync(archive, row, name, cancellationToken);
                await manifest.AddAsync(row, name, inclusion, await AddCaptionsAsync(archive, row, name, cancellationToken), cancellationToken);
            }
        }

        await using (var list = await archive.CreateEntry(Manifest.FileName, CompressionLevel.Fastest).OpenAsync(cancellationToken))
        {
            await manifest.CopyToAsync(list, cancellationToken);
        }

        await archive.DisposeAsync();
        await gathered.FlushAsync(cancellationToken);
    }

    private async Task<Inclusion> AddAsync(ZipArchive archive, ResultRow row, string name, CancellationToken cancellationToken)
    {
        if (await OpenAsync(row.ObjectKey, cancellationToken) is not { } stored)
        {
            return Inclusion.Missing;
        }

        return await CopyAsync(archive, name, row, stored, cancellationToken) switch
        {
            null => Inclusion.Incomplete,
            var hash => hash == row.Sha256 ? Inclusion.Included : Inclusion.Different,
        };
    }

    // Beside the video and called like it, as players look for them.
    private async Task<IReadOnlyList<string>> AddCaptionsAsync(ZipArchive archive, ResultRow row, string name, CancellationToken cancellationToken)
    {
        var added = new List<string>();
        foreach (var key in row.CaptionKeys)
        {
            var file = Path.ChangeExtension(name, Path.GetExtension(key));
            if (await OpenAsync(key, cancellationToken) is { } stored && await CopyAsync(archive, file, row, stored, cancellationToken) is not null)
            {
                added.Add(file);
            }
        }

        return added;
    }

    // A store that fails costs its own file only; a reader of the archive who fails ends the archive.
    private async Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await store.OpenAsync(key, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return null;
        }
    }

    // The hash of what was copied, in lower hex; null when reading broke off.
    private static async Task<string?> CopyAsync(ZipArchive archive, string name, ResultRow row, StoredObject stored, CancellationToken cancellationToken)
    {
        await using var source = stored;
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = row.CreatedAt.ToUniversalTime();
        await using var target = await entry.OpenAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (await ReadAsync(source.Content, buffer, cancellationToken) is { } read)
            {
                if (read == 0)
                {
                    return Convert.ToHexStringLower(hash.GetHashAndReset());
                }

                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int?> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return null;
        }
    }
}
