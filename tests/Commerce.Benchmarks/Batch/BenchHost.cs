using Commerce.Generations;
using Commerce.Providers;
using Commerce.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// The product's own host, as the app composes it, with a provider that answers at once and a delivery without files in
/// the place of the real ones. States, history, ledger, leases and lanes are the product's.
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
        await app.RunAsync();
        return 0;
    }
}
