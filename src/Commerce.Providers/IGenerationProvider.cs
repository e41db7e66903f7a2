namespace Commerce.Providers;

public interface IGenerationProvider
{
    string Name { get; }

    GenerationKind Kind { get; }

    Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct);

    Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct);

    Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct);
}
