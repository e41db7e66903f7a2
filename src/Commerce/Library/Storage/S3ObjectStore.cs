using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Commerce.Library.Storage;

/// <summary>
/// Objects in one bucket of an S3-speaking service (AWS, Cloudflare R2, MinIO). Single uploads, so at most 5 GiB per
/// object. Only plain SigV4 with the body's SHA-256 is used, because R2 has neither streaming signatures nor checksum trailers.
/// </summary>
public sealed class S3ObjectStore(IAmazonS3 client, string bucket) : IObjectStore
{
    /// <inheritdoc/>
    public async Task PutAsync(string key, Stream content, string contentType, CancellationToken ct)
    {
        ObjectKey.Check(key);
        // The body is read twice, for the signature and for the wire. A stream that fails half-way fails here, before anything is sent.
        await using var spool = await Spool.CopyAsync(content, ct);
        await ReachAsync(() => client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = spool,
            ContentType = contentType,
            AutoCloseStream = false,
            UseChunkEncoding = false,
        }, ct));
    }

    /// <inheritdoc/>
    public async Task<StoredObject> OpenAsync(string key, CancellationToken ct)
    {
        ObjectKey.Check(key);
        try
        {
            var first = await ReachAsync(() => client.GetObjectAsync(bucket, key, ct));
            var content = new RangedStream(first.ResponseStream, first.ContentLength, (offset, token) => ContinueAsync(key, first.ETag, offset, token));
            return new StoredObject(content, first.ContentLength, first.Headers.ContentType);
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
        {
            throw new ObjectNotFoundException(key, missing);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string key, CancellationToken ct)
    {
        ObjectKey.Check(key);
        try
        {
            await ReachAsync(() => client.GetObjectMetadataAsync(bucket, key, ct));
            return true;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken ct) =>
        ReachAsync(() => client.DeleteObjectAsync(bucket, ObjectKey.Check(key), ct));

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = ObjectKey.CheckPrefix(prefix) };
        ListObjectsV2Response page;
        do
        {
            page = await ReachAsync(() => client.ListObjectsV2Async(request, ct));
            foreach (var found in page.S3Objects ?? [])
                yield return found.Key;
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
    }

    private async Task<Stream> ContinueAsync(string key, string version, long offset, CancellationToken ct)
    {
        try
        {
            // Bound to the version first opened: a reader never sees the start of one object and the end of another.
            var rest = await ReachAsync(() => client.GetObjectAsync(new GetObjectRequest
            {
                BucketName = bucket,
                Key = key,
                EtagToMatch = version,
                ByteRange = new ByteRange($"bytes={offset}-"),
            }, ct));
            return rest.ResponseStream;
        }
        catch (AmazonS3Exception changed) when (changed.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            throw new IOException($"The object {key} was replaced or removed while it was being read. Open it again.", changed);
        }
    }

    // What the service says of an object is an answer; everything else is trouble on the way to our own files.
    private static async Task<T> ReachAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception trouble) when (trouble is AmazonClientException or AmazonServiceException { StatusCode: not (HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed) })
        {
            throw new IOException("The store of files cannot be reached or does not take this.", trouble);
        }
    }
}
