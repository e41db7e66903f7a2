using System.Text;
using Commerce.Providers;
using Microsoft.Extensions.Configuration;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// A provider that makes nothing. As vendors do, it knows an order by its idempotency key: the first time a key is heard is
/// a purchase, any later time is an answer about the same task. With a folder for its log it writes every key it hears into
/// a file of this process, and what is written survives the death of the process, before it answers.
/// </summary>
internal sealed class LoggedProvider : IGenerationProvider, IDisposable
{
    private readonly FileStream? log;
    private readonly Lock gate = new();
    private readonly TimeSpan delay;
    private readonly int troublePercent;
    private readonly TimeProvider time;

    public LoggedProvider(IConfiguration configuration, TimeProvider time)
    {
        this.time = time;
        delay = TimeSpan.FromMilliseconds(configuration.GetValue<int>("Bench:DelayMilliseconds"));
        troublePercent = configuration.GetValue<int>("Bench:TroublePercent");
        Repeatable = configuration.GetValue<bool>("Bench:Repeatable");
        log = configuration["Bench:ProviderLog"] is { } folder
            ? new FileStream(Path.Combine(folder, $"{Guid.CreateVersion7(time.GetUtcNow()):N}.log"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 })
            : null;
    }

    public string Name => BenchStore.Provider;

    public GenerationKind Kind => GenerationKind.Image;

    public bool Repeatable { get; }

    public async Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct)
    {
        await WaitAsync(ct);
        // Trouble before anything is bought: one kind passes with the next attempt, the other is the vendor's last word.
        switch (Chance(order.Seed))
        {
            case var chance when chance < troublePercent:
                throw new ProviderException("refused", "The provider refused the picture.", retryable: false);
            case var chance when chance < 2 * troublePercent && order.IdempotencyKey.EndsWith("-1", StringComparison.Ordinal):
                throw new ProviderException("busy", "The provider is busy.", retryable: true);
        }

        Write(order.IdempotencyKey);
        await WaitAsync(ct);
        return $"task-{order.IdempotencyKey}";
    }

    public async Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct)
    {
        await WaitAsync(ct);
        return new TaskProgress.Ready();
    }

    public async Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        await WaitAsync(ct);
        return new GenerationOutput("", "image/webp", order.Width, order.Height, null, null, 1, Name, "Nothing", "compositeSynthetic");
    }

    public void Dispose() => log?.Dispose();

    /// <summary>How many rows of a batch with these numbers the provider refuses for good.</summary>
    public static int Refused(int rows, int troublePercent) => Enumerable.Range(1, rows).Count(number => Chance(number) < troublePercent);

    // The row's number is its seed, so that the same rows are in trouble in every run.
    private static int Chance(long seed) => (int)(seed * 7919 % 100);

    private Task WaitAsync(CancellationToken ct) => delay > TimeSpan.Zero ? Task.Delay(delay, time, ct) : Task.CompletedTask;

    private void Write(string key)
    {
        lock (gate)
        {
            log?.Write(Encoding.ASCII.GetBytes($"{key}\n"));
        }
    }
}
