using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tenancy;

/// <summary>Opens a unit of work for one store outside a request: its own services, its own connection, its own store.</summary>
public sealed class StoreWork(IServiceScopeFactory scopes)
{
    public async Task<T> RunAsync<T>(Guid storeId, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StoreScope>().Enter(storeId);
        return await work(scope.ServiceProvider);
    }

    /// <summary>The same over several stores at once, for operators' figures: both layers of the wall show exactly these.</summary>
    public async Task<T> RunAsync<T>(IReadOnlyList<Guid> storeIds, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StoreScope>().EnterAll(storeIds);
        return await work(scope.ServiceProvider);
    }

    public Task RunAsync(Guid storeId, Func<IServiceProvider, Task> work) => RunAsync(storeId, async services =>
    {
        await work(services);
        return true;
    });
}
