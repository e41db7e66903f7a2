using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Hostile;

/// <summary>Whatever somebody uploads is refused in words or loses all but its pixels.</summary>
[NonParallelizable]
public sealed class HostilePictureTests : IDisposable
{
    private const long MostBytes = 300L << 20;
    private readonly WorkFolder outside = new();
    private readonly WorkFolder inside = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<Encounter> encounters = [];
    private string canary = string.Empty;
    private int canaryReads;

    /// <summary>Opens every file once and keeps what happened.</summary>
    [OneTimeSetUp]
    public async Task OpenAllAsync()
    {
        canary = Path.Combine(outside.Path, "canary.txt");
        await File.WriteAllTextAsync(canary, "canary");
        listener.Start();
        using var watch = Watch(() => Interlocked.Increment(ref canaryReads));
        foreach (var file in Files())
        {
            encounters.Add(await MeetAsync(file));
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        outside.Dispose();
        inside.Dispose();
    }

    [Test]
    public void There_are_a_hundred_and_fifty_different_ones_and_no_picture_stays_open()
    {
        Assert.That(encounters, Has.Count.GreaterThanOrEqualTo(150));
        Assert.That(encounters.Select(encounter => encounter.File.Name), Is.Unique);
        Assert.That(VipsLibrary.OpenImages, Is.Zero);
    }

    [Test]
    public void Every_hostile_file_is_refused_in_words_or_loses_all_but_its_pixels() =>
        Assert.That(encounters.Where(encounter => encounter.Fault is not null).Select(encounter => $"{encounter.File}: {encounter.Fault}"), Is.Empty);

    [Test]
    public void No_hostile_file_costs_more_memory_than_it_may() =>
        Assert.That(
            encounters.Where(encounter => encounter.Bytes > MostBytes).Select(encounter => string.Create(CultureInfo.InvariantCulture, $"{encounter.File}: {encounter.Bytes >> 20} MB")),
            Is.Empty);

    [Test]
    public async Task No_hostile_file_opens_a_connection_or_a_file_that_it_names()
    {
        Assert.That(listener.Pending(), Is.False, "a picture called out");
        Assert.That(canaryReads, Is.Zero, "a picture read a file that it names");
        // The watch itself must work, or the line above says nothing.
        using var noticed = new SemaphoreSlim(0);
        using var watch = Watch(() => noticed.Release());
        await File.ReadAllTextAsync(canary);
        Assert.That(await noticed.WaitAsync(TimeSpan.FromSeconds(30)), Is.True, "the watch does not notice a read");
    }

    private IEnumerable<HostilePicture> Files()
    {
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/canary";
        return [.. PixelBombs.All(), .. VectorTricks.All(canary, address), .. Disguises.All(canary, address), .. Polyglots.All(canary, address), .. MetadataTricks.All(), .. BrokenPictures.All()];
    }

    private FileSystemWatcher Watch(Action read)
    {
        var watch = new FileSystemWatcher(outside.Path) { NotifyFilter = NotifyFilters.LastAccess };
        watch.Changed += (_, _) => read();
        watch.EnableRaisingEvents = true;
        return watch;
    }

    private async Task<Encounter> MeetAsync(HostilePicture file)
    {
        var (source, target) = (Path.Combine(inside.Path, "upload"), Path.Combine(inside.Path, "clean"));
        await File.WriteAllBytesAsync(source, file.Bytes);
        GC.Collect();
        var before = ProcessMemory.ResetPeak();
        var fault = await FaultAsync(source, target);
        return new Encounter(file with { Bytes = [] }, fault, ProcessMemory.Peak() - before);
    }

    private static async Task<string?> FaultAsync(string source, string target)
    {
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

    private sealed record Encounter(HostilePicture File, string? Fault, long Bytes);
}
