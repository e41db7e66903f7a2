using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Commerce.Library.Storage;

/// <summary>Adds the object store that <c>Storage:Kind</c> names. Settings that cannot work stop the start, in words.</summary>
public static class StorageModule
{
    /// <summary>Registers <see cref="IObjectStore"/> as a singleton.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection("Storage")).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptions.Validator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Choose);
        return services;
    }

    private static IObjectStore Choose(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (options.IsS3)
            return new S3ObjectStore(Client(options), options.Bucket!);
        return new LocalObjectStore(options.Folder!, services.GetRequiredService<TimeProvider>());
    }

    private static AmazonS3Client Client(StorageOptions options) =>
        new(new BasicAWSCredentials(options.AccessKey, options.SecretKey), new AmazonS3Config
        {
            ServiceURL = options.Endpoint,
            AuthenticationRegion = options.Region,
            ForcePathStyle = true,
            // R2 refuses the checksum trailers that the client otherwise adds to every upload.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
}
