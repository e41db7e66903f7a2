using Microsoft.Extensions.Hosting;

namespace Commerce.Generations;

/// <summary>Clears this machine of a killed worker's files when the next one starts.</summary>
public sealed class WorkspaceCleaner(TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Workspace.RemoveAbandoned(time);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
