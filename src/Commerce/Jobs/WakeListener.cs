using Commerce.Data;
using Microsoft.Extensions.Hosting;

namespace Commerce.Jobs;

/// <summary>Hears from PostgreSQL that some process has made rows due, and rings. One connection for the process.</summary>
public sealed class WakeListener(LaneBell bell, ChannelListener listener) : BackgroundService
{
    // Rings as it begins, too: for what was said while nobody listened.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => listener.RunAsync(Wake.Channel, _ => bell.Announce(), bell.Announce, stoppingToken);
}
