using System.Net;
using Commerce.Workbench.Processes;

namespace Commerce.Tests.Demo;

/// <summary>Hands out one picture under <c>/picture.png</c> on 127.0.0.1, and 404 for all else.</summary>
internal sealed class PictureServer : IDisposable
{
    private readonly HttpListener listener = new();

    public PictureServer(byte[] picture)
    {
        Address = $"http://127.0.0.1:{FreePort.Any()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        _ = ServeAsync(picture);
    }

    public string Address { get; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync(byte[] picture)
    {
        try
        {
            while (true)
            {
                var asked = await listener.GetContextAsync();
                var known = asked.Request.Url!.AbsolutePath == "/picture.png";
                asked.Response.StatusCode = known ? 200 : 404;
                await asked.Response.OutputStream.WriteAsync(known ? picture : []);
                asked.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
