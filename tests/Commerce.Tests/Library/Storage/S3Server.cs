using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Commerce.Tests.Library.Storage;

/// <summary>A real S3-speaking server in a process of its own, with one empty bucket. It knows one access key and does not recompute signatures.</summary>
internal sealed class S3Server : IDisposable
{
    public const string Bucket = "objects";
    // The server accepts this one pair, written in its documentation.
    public const string Credential = "S3RVER";

    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    private S3Server(int port)
    {
        Url = $"http://127.0.0.1:{port}";
        // The server makes its continuation tokens with a cipher that newer OpenSSL keeps in its legacy part.
        process = Process.Start(new ProcessStartInfo("node",
        [
            "--openssl-legacy-provider", Path.Combine(Root(), "node_modules/s3rver/bin/s3rver.js"), "--silent", "--no-vhost-buckets",
            "--address", "127.0.0.1", "--port", $"{port}", "--directory", folder.Path, "--configure-bucket", Bucket,
        ]))!;
    }

    public string Url { get; }

    public static async Task<S3Server> StartAsync()
    {
        var port = FreePort();
        var server = new S3Server(port);
        while (!await AnswersAsync(port))
        {
            if (server.process.HasExited)
                throw new InvalidOperationException("The S3 server did not start. Run npm install in the root of the repository.");
            await Task.Delay(50);
        }
        return server;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Commerce.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Commerce.sln is not above the test's folder.");
        return folder.FullName;
    }
}
