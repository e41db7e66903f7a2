using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Jobs;

/// <summary>What the engine says of itself is what its processes and routes say.</summary>
[Category("Database")]
public sealed class EngineReportTests : CoreFixture
{
    private EngineReport Report => Services.GetRequiredService<EngineReport>();

    [Test]
    public async Task Processes_are_told_newest_sign_of_life_first()
    {
        var now = Clock.GetUtcNow();
        await WriteAsync(context =>
        {
            context.Workers.Add(new Worker { Id = "older", StartedAt = now.AddHours(-1), SeenAt = now.AddMinutes(-2), Lanes = 4, Busy = 0 });
            context.Workers.Add(new Worker { Id = "newer", StartedAt = now.AddHours(-2), SeenAt = now, Lanes = 12, Busy = 2, Stores = [Guid.CreateVersion7(now), Guid.CreateVersion7(now)] });
            return context.SaveChangesAsync();
        });
        Assert.That(await Report.WorkersAsync(CancellationToken.None), Is.EqualTo(new[]
        {
            new WorkerState("newer", now.AddHours(-2), now, 12, 2), new WorkerState("older", now.AddHours(-1), now.AddMinutes(-2), 4, 0),
        }));
    }

    private async Task WriteAsync(Func<CommerceContext, Task> write)
    {
        await using var scope = Services.CreateAsyncScope();
        await write(scope.ServiceProvider.GetRequiredService<CommerceContext>());
    }
}
