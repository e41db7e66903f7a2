using Commerce.Batches.Results;
using Commerce.Batches.Sheets.Writing;

namespace Commerce.Web.Downloads;

/// <summary>A file that a batch can be taken away as, by the name in its address.</summary>
public sealed record BatchFile(string Name, string ContentType, Func<IServiceProvider, Stream, Guid, CancellationToken, Task> WriteAsync)
{
    public const string Results = "results.zip";
    public const string Approved = "approved.zip";
    public const string Failures = "failures.csv";
    public const string FailuresWorkbook = "failures.xlsx";

    private static readonly Dictionary<string, BatchFile> Known = new BatchFile[]
    {
        new(Results, "application/zip", (services, target, batchId, cancellationToken) =>
            services.GetRequiredService<ResultArchive>().WriteAsync(target, batchId, ResultFilter.All, cancellationToken)),
        new(Approved, "application/zip", (services, target, batchId, cancellationToken) =>
            services.GetRequiredService<ResultArchive>().WriteAsync(target, batchId, ResultFilter.Approved, cancellationToken)),
        Report(Failures, SheetFormat.Csv),
        Report(FailuresWorkbook, SheetFormat.Xlsx),
    }.ToDictionary(file => file.Name, StringComparer.Ordinal);

    public static BatchFile? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>What the browser saves it as: safe everywhere, and the same each time, so that a broken download is replaced.</summary>
    public string NameFor(string batch) => $"{SafeName.Of(batch, "batch")}-{Name}";

    private static BatchFile Report(string name, SheetFormat format) => new(name, format.MimeType(), (services, target, batchId, cancellationToken) =>
        services.GetRequiredService<FailureReport>().WriteAsync(target, batchId, format, cancellationToken));
}
