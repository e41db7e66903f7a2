using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Hostile;

/// <summary>Whatever somebody uploads is refused in words or loses all but its pixels.</summary>
[NonParallelizable]
public sealed class HostilePictureTests
{
    private const int MostMegabytes = 300;
    private static readonly string Canary = Path.Combine(Path.GetTempPath(), $"commerce-canary-{Environment.ProcessId}", "canary.txt");
    private static readonly TcpListener Listener = new(IPAddress.Loopback, 0);

    private static IReadOnlyList<HostilePicture> All()
    {
        var address = $"http://127.0.0.1:{((IPEndPoint)Listener.LocalEndpoint).Port}/canary";
        return [.. PixelBombs.All(), .. VectorTricks.All(Canary, address), .. Disguises.All(Canary, address), .. Polyglots.All(Canary, address), .. MetadataTricks.All(), .. BrokenPictures.All()];
    }

    [OneTimeSetUp]
    public void SetUp()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Canary)!);
        File.WriteAllText(Canary, "canary");
        Listener.Start();
    }

    [OneTimeTearDown]
    public void TearDown()
    {
        Listener.Dispose();
        Directory.Delete(Path.GetDirectoryName(Canary)!, recursive: true);
    }

    [Test]
    public async Task Every_hostile_file_is_refused_in_words_or_loses_all_but_its_pixels()
    {
        var files = All();
        Assert.That(files, Has.Count.GreaterThanOrEqualTo(150));
        Assert.That(files.Select(file => file.Name), Is.Unique);
        using var folder = new WorkFolder();
        var faults = new List<string>();
        foreach (var file in files)
        {
            if (await FaultAsync(file, folder.Path) is { } fault)
            {
                faults.Add($"{file}: {fault}");
            }
        }

        Assert.That(faults, Is.Empty);
        Assert.That(VipsLibrary.OpenImages, Is.Zero, "no picture stays open after a refusal");
    }

    [Test]
    public void No_hostile_file_costs_more_memory_than_it_may()
    {
        var faults = new List<string>();
        foreach (var file in All())
        {
            GC.Collect();
            var before = ProcessMemory.ResetPeak();
            try
            {
                PictureIngest.Read(file.Bytes).Dispose();
            }
            catch (MediaException)
            {
                // What a refusal says is held by the other test.
            }
            var used = (ProcessMemory.Peak() - before) >> 20;
            if (used > MostMegabytes)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: {used} MB"));
            }
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public async Task No_hostile_file_opens_a_connection_or_a_file_outside_its_folder()
    {
        var touched = 0;
        using var watch = new FileSystemWatcher(Path.GetDirectoryName(Canary)!) { NotifyFilter = NotifyFilters.LastAccess };
        using var noticed = new SemaphoreSlim(0);
        watch.Changed += (_, _) =>
        {
            Interlocked.Increment(ref touched);
            noticed.Release();
        };
        watch.EnableRaisingEvents = true;
        foreach (var file in All())
        {
            try
            {
                PictureIngest.Read(file.Bytes).Dispose();
            }
            catch (MediaException)
            {
                // Refused, which is as good as never opened.
            }
        }

        Assert.That(Listener.Pending(), Is.False, "a picture called out");
        Assert.That(touched, Is.Zero, "a picture read a file it names");
        // The watch itself must work, or the line above says nothing.
        await File.ReadAllTextAsync(Canary);
        Assert.That(await noticed.WaitAsync(TimeSpan.FromSeconds(30)), Is.True, "the watch does not notice a read");
    }

    private static async Task<string?> FaultAsync(HostilePicture file, string folder)
    {
        var (source, target) = (Path.Combine(folder, "upload"), Path.Combine(folder, "clean"));
        await File.WriteAllBytesAsync(source, file.Bytes);
        try
        {
            await PictureIngest.CleanAsync(source, target);
        }
        catch (MediaException refusal)
        {
            return refusal.Code.StartsWith("picture-", StringComparison.Ordinal) && refusal.Code != "picture-step-failed" && refusal.Message.EndsWith('.')
                ? null : $"refused without words: {refusal.Code}, {refusal.Message}";
        }
        catch (Exception error)
        {
            return $"not a refusal but {error.GetType().Name}: {error.Message}";
        }
        var clean = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(target));
        return HostilePicture.Markers.FirstOrDefault(marker => clean.Contains(marker, StringComparison.Ordinal)) is { } survivor
            ? $"\"{survivor}\" is still in the clean copy" : null;
    }
}
