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

    [Test]
    public async Task Stores_with_work_are_told_the_one_that_is_due_longest_first_and_those_without_are_not()
    {
        var now = Clock.GetUtcNow();
        var (late, due, ahead, idle, left) = (await AddStoreAsync(products: 0), await AddStoreAsync(products: 0), await AddStoreAsync(products: 0), await AddStoreAsync(products: 0), await AddStoreAsync(products: 0));
        await RouteAsync(due.Id, now);
        await RouteAsync(late.Id, now.AddMinutes(-9), paused: true, places: 3);
        await RouteAsync(ahead.Id, now.AddMinutes(1));
        await RouteAsync(idle.Id, null);
        await RouteAsync(left.Id, now, active: false);
        Assert.That(await Report.StoresAsync(10, CancellationToken.None), Is.EqualTo(new[]
        {
            new StoreQueue(late.Id, $"{late.Id:N}.myshopify.com", now.AddMinutes(-9), true, true, 3),
            new StoreQueue(due.Id, $"{due.Id:N}.myshopify.com", now, true, false, null),
            new StoreQueue(ahead.Id, $"{ahead.Id:N}.myshopify.com", now.AddMinutes(1), false, false, null),
        }));
        Assert.That((await Report.StoresAsync(1, CancellationToken.None)).Single().StoreId, Is.EqualTo(late.Id), "at most so many");
    }

    private Task RouteAsync(Guid storeId, DateTimeOffset? dueAt, bool paused = false, int? places = null, bool active = true) => WriteAsync(context =>
        context.StoreDirectory.Where(route => route.StoreId == storeId).ExecuteUpdateAsync(route => route
            .SetProperty(row => row.BacklogDueAt, dueAt).SetProperty(row => row.Paused, paused).SetProperty(row => row.Places, places).SetProperty(row => row.Active, active)));

    private async Task WriteAsync(Func<CommerceContext, Task> write)
    {
        await using var scope = Services.CreateAsyncScope();
        await write(scope.ServiceProvider.GetRequiredService<CommerceContext>());
    }
}
