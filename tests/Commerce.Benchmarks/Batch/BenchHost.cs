using System.Runtime;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Providers;
using Commerce.Tenancy;
using Commerce.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// The product's own host, as the app composes it, with a provider that answers at once and a delivery without files in
/// the place of the real ones. States, history, ledger, leases and lanes are the product's. Three addresses let a bench ask
/// this process to wake a store itself, how many of its lanes are at work, and what its memory is made of.
/// </summary>
internal static class BenchHost
{
    /// <summary>The first word of the command line that starts it; what follows is the app's own.</summary>
    public const string Name = "host";

    public static async Task<int> RunAsync(string[] words)
    {
        var builder = WebApplication.CreateBuilder(words);
        builder.AddStudio();
        builder.Services.AddSingleton<IGenerationProvider, LoggedProvider>();
        builder.Services.Replace(ServiceDescriptor.Scoped<Delivery, NoFilesDelivery>());
        await using var app = builder.Build();
        app.UseStudio();
        app.MapPost("/bench/wake/{storeId:guid}", (Guid storeId, StoreWork work, CancellationToken ct) => work.RunAsync(storeId, async scope =>
        {
            await scope.GetRequiredService<Wake>().MarkAsync(storeId, ct);
            await scope.GetRequiredService<Wake>().NowAsync(storeId, ct);
        }));
        app.MapGet("/bench/lanes", (LaneActivity lanes) => Results.Ok(new LaneCount(lanes.Lanes, lanes.Stores.Count)));
        app.MapGet("/bench/memory", () => Results.Ok(MemoryParts.Now()));
        await app.RunAsync();
        return 0;
    }

    /// <summary>How many lanes a process has and how many of them work for a store.</summary>
    public sealed record LaneCount(int Lanes, int Busy);

    /// <param name="Committed">Bytes the collector holds from the system.</param>
    /// <param name="Live">Bytes in its heaps after the last collection.</param>
    /// <param name="CompiledMethods">Methods compiled so far, each once per tier.</param>
    /// <param name="CompiledBytes">Intermediate code that went into them.</param>
    /// <param name="Threads">Threads of the pool.</param>
    /// <param name="Collections">Collections so far.</param>
    public sealed record MemoryParts(long Committed, long Live, long CompiledMethods, long CompiledBytes, int Threads, int Collections)
    {
        public static MemoryParts Now()
        {
            var heap = GC.GetGCMemoryInfo();
            return new MemoryParts(
                heap.TotalCommittedBytes, heap.HeapSizeBytes, JitInfo.GetCompiledMethodCount(), JitInfo.GetCompiledILBytes(), ThreadPool.ThreadCount, GC.CollectionCount(0));
        }
    }
}
