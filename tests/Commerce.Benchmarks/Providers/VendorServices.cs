using Commerce.Library;
using Commerce.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Benchmarks.Providers;

/// <summary>The product's own clients and intake, as the app makes them, without a database.</summary>
internal sealed class VendorServices : IDisposable
{
    private readonly ServiceProvider services;

    /// <param name="host">Who plays the vendors.</param>
    /// <param name="folder">Where files are kept.</param>
    public VendorServices(VendorHost host, string folder)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(host.Settings().Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .AddInMemoryCollection([KeyValuePair.Create("Storage:Kind", (string?)"local"), KeyValuePair.Create("Storage:Folder", (string?)folder)])
            .Build();
        services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddLogging()
            .AddLibrary(configuration).AddModelRouting().BuildServiceProvider();
    }

    public VendorClients Clients => services.GetRequiredService<VendorClients>();

    public OutputIntake Intake => services.GetRequiredService<OutputIntake>();

    public void Dispose() => services.Dispose();
}
