using Commerce.Batches.Results;

namespace Commerce.Web.Downloads;

/// <summary>A file that a batch can be taken away as, by the name in its address.</summary>
public sealed record BatchFile(string Name, string ContentType, Func<IServiceProvider, Stream, Guid, CancellationToken, Task> WriteAsync)
{
    public const string Results = "results.zip";
    public const string Approved = "approved.zip";
    public const string Failures = "failures.csv";

    private static readonly Dictionary<string, BatchFile> Known = new BatchFile[]
    {
        new(Results, "application/zip", (services, target, batchId, cancellationToken) =>
            services.GetRequiredService<ResultArchive>().WriteAsync(target, batchId, ResultFilter.All, cancellationToken)),
        new(Approved, "application/zip", (services, target, batchId, cancellationToken) =>
            services.GetRequiredService<ResultArchive>().WriteAsync(target, batchId, ResultFilter.Approved, cancellationToken)),
        new(Failures, "text/csv; charset=utf-8", (services, target, batchId, cancellationToken) =>
            services.GetRequiredService<FailureReport>().WriteAsync(target, batchId, cancellationToken)),
    }.ToDictionary(file => file.Name, StringComparer.Ordinal);

    public static BatchFile? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>What the browser saves it as: safe everywhere, and the same each time, so that a broken download is replaced.</summary>
    public string NameFor(string batch) => $"{SafeName.Of(batch, "batch")}-{Name}";
}
