using Commerce.Brand.Reading;
using Commerce.Generations;
using Commerce.Library.Storage;
using Commerce.Media;
using Commerce.Media.Compose;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Video;
using Commerce.Providers;
using Commerce.Providers.Vendors;
using Microsoft.Extensions.Configuration;

namespace Commerce.Routing;

/// <summary>Brings what a vendor made into our hands: fetched within limits, checked as a stranger's file, in exactly the size that was ordered.</summary>
public sealed class OutputIntake(IHttpClientFactory clients, IObjectStore store, IConfiguration configuration)
{
    public const string ClientName = "vendor-outputs";

    /// <summary>In bytes; a clip of half a minute at the highest rate stays below it.</summary>
    public const long Largest = 500L * 1024 * 1024;

    private const string KeptMark = "kept:";

    /// <summary>Whether a row's task is a result that is with us already. Only the very name that was made for the row counts: vendors choose their tasks' names.</summary>
    public static bool IsKept(Generation row) => row.TaskId == KeptMark + KeyOf(row.StoreId, row.Id, row.Attempt);

    /// <summary>Where results of a store lie that have not been delivered yet.</summary>
    internal static string FolderOf(Guid storeId) => $"stores/{storeId}/arrived/";

    /// <summary>Where the result of a row's attempt lies.</summary>
    internal static string KeyOf(Guid storeId, Guid rowId, int attempt) => $"{FolderOf(storeId)}{rowId}-{attempt}";

    /// <summary>Keeps a result that came with the answer to its order: the vendor has it no longer. Returns the task's id.</summary>
    public async Task<string> KeepAsync(Generation row, Job job, CancellationToken cancellationToken)
    {
        using var workspace = Workspace.Create();
        var path = workspace.PathOf("arrived");
        await SaveAsync(First(job), vendor: null, path, cancellationToken);
        var key = KeyOf(row.StoreId, row.Id, row.Attempt);
        await using var content = File.OpenRead(path);
        await store.PutAsync(key, content, "application/octet-stream", cancellationToken);
        return KeptMark + key;
    }

    /// <summary>A kept result as if the vendor had just named it.</summary>
    public async Task<Job> OpenAsync(Generation row, string model, CancellationToken cancellationToken)
    {
        await using var stored = await store.OpenAsync(KeyOf(row.StoreId, row.Id, row.Attempt), cancellationToken);
        using var bytes = new MemoryStream();
        await stored.Content.CopyToAsync(bytes, cancellationToken);
        return Job.Made(row.TaskId!, model, [new JobOutput.Held(bytes.ToArray(), "application/octet-stream")]);
    }

    /// <summary>Removes what was kept for a row; nothing happens where nothing was.</summary>
    public Task DropAsync(Generation row, CancellationToken cancellationToken) => IsKept(row) ? store.DeleteAsync(KeyOf(row.StoreId, row.Id, row.Attempt), cancellationToken) : Task.CompletedTask;

    /// <summary>Writes the finished file into a folder. Running it again overwrites it.</summary>
    /// <exception cref="ProviderException">The vendor handed out nothing, too much, or not what was ordered.</exception>
    /// <exception cref="HttpRequestException">The connection broke; the result lies there still.</exception>
    /// <exception cref="MediaException">This machine cannot finish it now; the result lies there still.</exception>
    public Task<GenerationOutput> FetchAsync(Job job, IJobClient client, GenerationOrder order, GenerationKind kind, string folder, CancellationToken cancellationToken) => FetchAsync(
        job, client, folder, arrived => kind is GenerationKind.Video ? ClipAsync(arrived, order, folder, cancellationToken) : PictureAsync(arrived, order, folder, cancellationToken), cancellationToken);

    /// <summary>Writes the opacity of a cut-out as a grey picture into a folder; its colours are of no use. Running it again overwrites it.</summary>
    /// <exception cref="ProviderException">The vendor handed out nothing, too much, or a picture without transparency.</exception>
    /// <exception cref="HttpRequestException">The connection broke; the result lies there still.</exception>
    /// <exception cref="MediaException">This machine cannot finish it now; the result lies there still.</exception>
    public Task<GenerationOutput> FetchMaskAsync(Job job, IJobClient client, string folder, CancellationToken cancellationToken) => FetchAsync(job, client, folder, arrived => MaskAsync(arrived, folder, cancellationToken), cancellationToken);

    private async Task<GenerationOutput> FetchAsync(Job job, IJobClient client, string folder, Func<string, Task<GenerationOutput>> read, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var (file, arrived) = (First(job), Path.Combine(folder, "arrived"));
        for (var again = file is not JobOutput.Held; ; again = false)
        {
            await SaveAsync(file, client as IKeyedFiles, arrived, cancellationToken);
            try
            {
                return await read(arrived);
            }
            catch (MediaException error) when (again && !error.OfThisMachine)
            {
                // What broke on the way is well where it lies: it is fetched once more before it is bought once more.
            }
            catch (MediaException error) when (!error.OfThisMachine)
            {
                throw new ProviderException(error.Code, $"What the provider made cannot be used. {error.Message}", retryable: true, error);
            }
        }
    }

    private static async Task<GenerationOutput> PictureAsync(string arrived, GenerationOrder order, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "picture.jpg");
        await File.WriteAllBytesAsync(path, await PictureFitter.FillAsync(arrived, order.Width, order.Height, SourceType.CompositeWithTrainedModel, cancellationToken), cancellationToken);
        return new GenerationOutput(path, "image/jpeg", order.Width, order.Height, null, null, null, "", "", SourceType.CompositeWithTrainedModel);
    }

    private static async Task<GenerationOutput> MaskAsync(string arrived, string folder, CancellationToken cancellationToken)
    {
        using var picture = await PictureIngest.ReadAsync(arrived, cancellation: cancellationToken);
        if (!picture.HasAlpha)
        {
            throw new ProviderException("unknown", "The provider cut nothing out of the picture.", retryable: false);
        }

        using var mask = picture.Band(3);
        using var grey = mask.Interpreted("b-w");
        var path = Path.Combine(folder, "mask.png");
        await File.WriteAllBytesAsync(path, grey.ToPng(), cancellationToken);
        return new GenerationOutput(path, "image/png", grey.Width, grey.Height, null, null, null, "", "", SourceType.CompositeWithTrainedModel);
    }

    private async Task<GenerationOutput> ClipAsync(string arrived, GenerationOrder order, string folder, CancellationToken cancellationToken)
    {
        var tools = FfmpegTools.Find(configuration["Media:Ffmpeg"]);
        var (path, poster, facts) = await ClipFitter.FillAsync(arrived, order.Width, order.Height, SourceType.CompositeWithTrainedModel, folder, tools, cancellationToken);
        return new GenerationOutput(path, "video/mp4", facts.Width, facts.Height, facts.Duration, poster, null, "", "", SourceType.CompositeWithTrainedModel);
    }

    private static JobOutput First(Job job) => job.Outputs.FirstOrDefault(output => output is not JobOutput.Facts)
        ?? throw new ProviderException("unknown", "The provider says that it is done, but hands out no file.", retryable: true);

    /// <summary>Writes a vendor's file as it is, within limits; unchecked but for its size.</summary>
    /// <param name="output">The file.</param>
    /// <param name="vendor">Who gives it out; needed for a file that takes the key.</param>
    /// <param name="path">Where it is written to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task SaveAsync(JobOutput output, IKeyedFiles? vendor, string path, CancellationToken cancellationToken)
    {
        if (output is JobOutput.Held held)
        {
            await File.WriteAllBytesAsync(path, held.Bytes, cancellationToken);
            return;
        }

        using var client = clients.CreateClient(ClientName);
        using var answer = await (output is JobOutput.Keyed keyed ? AskAsync(client, vendor!, keyed.Address, cancellationToken) : AskAsync(client, ((JobOutput.Hosted)output).Address, cancellationToken));
        if ((int)answer.StatusCode is 401 or 403 or 404 or 410)
        {
            throw new ProviderException(VendorErrors.OutputExpired, "The provider keeps the result no longer.", retryable: false);
        }

        answer.EnsureSuccessStatusCode();
        if (output is JobOutput.Keyed && answer.Content.Headers.ContentType?.MediaType is "application/json" or "text/html")
        {
            throw new HttpRequestException("The provider answered with words in place of the result.");
        }

        if (answer.Content.Headers.ContentLength > Largest)
        {
            throw TooLarge;
        }

        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var file = File.Create(path);
        // A stated length holds, so such a file needs no counting: it goes straight from the connection to the disk.
        await (answer.Content.Headers.ContentLength is null ? CountAsync(body, file, cancellationToken) : body.CopyToAsync(file, cancellationToken));
    }

    // The vendor's client alone has the key. What the vendor sends on to another host is fetched from there as any other file.
    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, IKeyedFiles vendor, Uri address, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await vendor.OpenAsync(address, cancellationToken);
        }
        catch (VendorException error)
        {
            throw new HttpRequestException(error.Failure.Message, error);
        }

        if ((int)answer.StatusCode is < 300 or >= 400 || answer.Headers.Location is not { IsAbsoluteUri: true, Scheme: "https" or "http" } elsewhere)
        {
            return answer;
        }

        answer.Dispose();
        return await AskAsync(client, elsewhere, cancellationToken);
    }

    // An address within a private network is never well later.
    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException error) when (error.InnerException is SiteReadException { Code: SiteReadCode.PrivateAddress })
        {
            throw new ProviderException("unknown", "The provider says that the result lies inside a private network. It was not fetched.", retryable: false, error);
        }
    }

    private static ProviderException TooLarge => new("unknown", "What the provider made is larger than 500 MB.", retryable: false);

    private static async Task CountAsync(Stream body, FileStream file, CancellationToken cancellationToken)
    {
        var (buffer, taken) = (new byte[81920], 0L);
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            taken += read;
            if (taken > Largest)
            {
                throw TooLarge;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
