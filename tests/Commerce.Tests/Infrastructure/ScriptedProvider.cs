using System.Collections.Concurrent;
using Commerce.Media.Captions;
using Commerce.Providers;

namespace Commerce.Tests.Infrastructure;

/// <summary>A provider that does what the test says and counts what it was asked to make.</summary>
public sealed class ScriptedProvider(GenerationKind kind) : IGenerationProvider
{
    /// <summary>Distinct tasks by their order's key: what a vendor would have charged for.</summary>
    public ConcurrentDictionary<string, int> Submitted { get; } = new();

    /// <summary>Called at each step with its name and the order; throw to break that step.</summary>
    public Action<string, GenerationOrder> OnStep { get; set; } = (_, _) => { };

    /// <summary>What a poll answers.</summary>
    public Func<GenerationOrder, TaskProgress> OnPoll { get; set; } = _ => new TaskProgress.Ready();

    /// <summary>Awaited at each step after <see cref="OnStep"/>, for steps that take their time.</summary>
    public Func<string, CancellationToken, Task> OnWait { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>The task's id for an order.</summary>
    public Func<GenerationOrder, string> OnTask { get; set; } = order => $"task-{order.IdempotencyKey}";

    /// <summary>How much of the product each output kept; null where it could not be measured.</summary>
    public double? Fidelity { get; set; } = 1;

    /// <summary>The picture that is made for an order.</summary>
    public Func<GenerationOrder, byte[]> OnMade { get; set; } = Plain;

    /// <summary>The words spoken in each output.</summary>
    public IReadOnlyList<Caption> Captions { get; set; } = [];

    public bool Repeatable { get; set; }

    public string Name => "local";

    public GenerationKind Kind => kind;

    public async Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct)
    {
        OnStep("submit", order);
        await OnWait("submit", ct);
        Submitted.AddOrUpdate(order.IdempotencyKey, 1, (_, times) => times + 1);
        OnStep("submitted", order);
        return OnTask(order);
    }

    public async Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct)
    {
        OnStep("poll", order);
        await OnWait("poll", ct);
        return OnPoll(order);
    }

    public async Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        OnStep("fetch", order);
        await OnWait("fetch", ct);
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "output.png");
        await File.WriteAllBytesAsync(path, OnMade(order), ct);
        OnStep("fetched", order);
        return new GenerationOutput(path, "image/png", order.Width, order.Height, null, null, Fidelity, "local", "A picture", "compositeSynthetic") { Captions = Captions };
    }

    public void Reset()
    {
        (OnStep, OnPoll, OnMade) = ((_, _) => { }, _ => new TaskProgress.Ready(), Plain);
        (OnWait, OnTask, Repeatable, Fidelity, Captions) = ((_, _) => Task.CompletedTask, order => $"task-{order.IdempotencyKey}", false, 1, []);
        Submitted.Clear();
    }

    private static byte[] Plain(GenerationOrder order) => TestPicture.Png(order.Width, order.Height);
}
