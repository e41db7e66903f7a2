using System.Net;
using System.Net.Sockets;
using Commerce.Workbench.Processes;

namespace Commerce.Tests.Workbench;

public sealed class FreePortTests
{
    [Test]
    public void Takes_the_wanted_port_when_nothing_listens_there()
    {
        var free = FreePort.Any();

        Assert.That(FreePort.Prefer(free), Is.EqualTo(free));
    }

    [Test]
    public void Takes_another_port_when_the_wanted_one_is_in_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var chosen = FreePort.Prefer(port);

        Assert.That(chosen, Is.Not.EqualTo(port));
        Assert.That(FreePort.IsFree(chosen), Is.True);
    }
}
