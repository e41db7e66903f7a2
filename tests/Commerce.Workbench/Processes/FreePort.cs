using System.Net;
using System.Net.Sockets;

namespace Commerce.Workbench.Processes;

/// <summary>Finds TCP ports on the loopback address that nothing listens on.</summary>
public static class FreePort
{
    /// <summary>Any port that was free a moment ago.</summary>
    public static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The wanted port when it is free, else any other.</summary>
    public static int Prefer(int wanted) => IsFree(wanted) ? wanted : Any();

    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
