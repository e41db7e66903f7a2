using Microsoft.Extensions.Options;

namespace Commerce.Library.Storage;

/// <summary>Where objects are kept; configuration section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary><c>local</c> for a folder on this machine, <c>s3</c> for an S3-speaking service.</summary>
    public string Kind { get; set; } = "local";

    /// <summary>The folder of the local store.</summary>
    public string? Folder { get; set; }

    /// <summary>Base address of the service, for example <c>https://ACCOUNT.r2.cloudflarestorage.com</c>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>An existing bucket; this app needs it for itself.</summary>
    public string? Bucket { get; set; }

    /// <summary>Access key id with read, write, delete and list rights on the bucket.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret that belongs to the access key.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Region name that requests are signed for; <c>auto</c> suits R2 and MinIO.</summary>
    public string Region { get; set; } = "auto";

    internal bool IsS3 => Kind.Equals("s3", StringComparison.OrdinalIgnoreCase);

    internal sealed class Validator : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options)
        {
            var faults = FaultsOf(options).ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }

        private static IEnumerable<string> FaultsOf(StorageOptions options)
        {
            if (options.IsS3)
                return S3FaultsOf(options);
            if (!options.Kind.Equals("local", StringComparison.OrdinalIgnoreCase))
                return [$"Storage:Kind is '{options.Kind}'. Set it to local (a folder on this machine) or s3 (an S3-speaking service)."];
            if (string.IsNullOrWhiteSpace(options.Folder))
                return ["Storage:Folder is empty. Set it to the folder in which pictures and videos are kept."];
            return [];
        }

        private static IEnumerable<string> S3FaultsOf(StorageOptions options)
        {
            if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
                yield return "Storage:Endpoint is not a web address. Set it to the base address of the S3 service, starting with https://.";
            if (string.IsNullOrWhiteSpace(options.Bucket))
                yield return "Storage:Bucket is empty. Set it to the name of a bucket that exists.";
            if (string.IsNullOrWhiteSpace(options.AccessKey))
                yield return "Storage:AccessKey is empty. Set it to an access key that may read, write, delete and list the bucket.";
            if (string.IsNullOrWhiteSpace(options.SecretKey))
                yield return "Storage:SecretKey is empty. Set it to the secret that belongs to the access key.";
        }
    }
}
