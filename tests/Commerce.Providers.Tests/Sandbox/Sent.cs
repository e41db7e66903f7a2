using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>An order at a vendor of the sandbox, with its connections.</summary>
internal sealed class Sent : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly List<HttpClient> connections = [];
    private readonly Sending sending;

    public Sent(Sending sending, VendorKey? key = null, TimeSpan? patience = null)
    {
        this.sending = sending;
        Client = sending.Client(vendor =>
        {
            var http = RunningSandbox.Vendors.Http(vendor);
            if (patience is { } limit) http.Timeout = limit;
            connections.Add(http);
            return http;
        }, key ?? VendorSandbox.Key);
    }

    public IJobClient Client { get; }

    public Task<Job> OrderAsync(Uri? callback = null) => sending.Order(Client, callback);

    /// <summary>Asks until the task has ended.</summary>
    public async Task<Job> EndAsync(Job job)
    {
        while (job.State is JobState.Queued or JobState.Running)
        {
            await Task.Delay(Look, TimeProvider.System);
            job = await Client.PollAsync(job.Id, job.Model, CancellationToken.None);
        }
        return job;
    }

    public async Task<Job> MadeAsync() => await EndAsync(await OrderAsync());

    /// <summary>The bytes of an output, wherever they are.</summary>
    public async Task<byte[]> BytesAsync(JobOutput output)
    {
        using var http = new HttpClient();
        return output switch
        {
            JobOutput.Held held => held.Bytes.ToArray(),
            JobOutput.Hosted hosted => await http.GetByteArrayAsync(hosted.Address),
            JobOutput.Keyed keyed => await KeyedAsync(keyed.Address),
            _ => throw new AssertionException("It is no file."),
        };
    }

    private async Task<byte[]> KeyedAsync(Uri address)
    {
        using var answer = await ((IKeyedFiles)Client).OpenAsync(address, CancellationToken.None);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => connections.ForEach(connection => connection.Dispose());
}
