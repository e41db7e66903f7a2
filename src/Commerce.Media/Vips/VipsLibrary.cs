using System.Runtime.InteropServices;

namespace Commerce.Media.Vips;

/// <summary>Finds, loads and sets up libvips once per process.</summary>
public static class VipsLibrary
{
    private static readonly Lock Gate = new();
    private static string? chosenPath;
    private static bool ready;
    private static int openImages;

    /// <summary>How many picture handles this process holds; 0 when every picture was disposed.</summary>
    public static int OpenImages => Volatile.Read(ref openImages);

    /// <summary>Bytes libvips itself tracks as pixel memory.</summary>
    public static long TrackedMemory
    {
        get
        {
            Start();
            return (long)VipsNative.vips_tracked_get_mem();
        }
    }

    /// <summary>The libvips version in use, for example 8.18.7.</summary>
    public static string Version
    {
        get
        {
            Start();
            return $"{VipsNative.vips_version(0)}.{VipsNative.vips_version(1)}.{VipsNative.vips_version(2)}";
        }
    }

    /// <summary>Names the library file to load. Only counts before the first picture is opened.</summary>
    /// <param name="path">Absolute path of a libvips shared library, or null to search.</param>
    public static void Use(string? path)
    {
        lock (Gate)
        {
            if (!ready && !string.IsNullOrWhiteSpace(path))
            {
                chosenPath = path;
            }
        }
    }

    /// <summary>
    /// How many threads work on one picture from now on; two to begin with. One is best where as many pictures are made side
    /// by side as there are cores.
    /// </summary>
    public static void UseThreads(int count)
    {
        Start();
        VipsNative.vips_concurrency_set(count);
    }

    /// <summary>Loads the library when it is not loaded yet.</summary>
    /// <exception cref="MediaException">Code <c>libvips-missing</c> when no library can be loaded.</exception>
    public static void Start()
    {
        if (Volatile.Read(ref ready))
        {
            return;
        }
        lock (Gate)
        {
            if (ready)
            {
                return;
            }
            var handle = Load();
            NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, (name, _, _) => name == VipsNative.Library ? handle : 0);
            Configure();
            Volatile.Write(ref ready, true);
        }
    }

    internal static void Opened() => Interlocked.Increment(ref openImages);

    internal static void Closed() => Interlocked.Decrement(ref openImages);

    private static void Configure()
    {
        if (VipsNative.vips_init("commerce") != 0)
        {
            throw new MediaException("libvips-missing", "The picture library was found but would not start.");
        }
        VipsNative.vips_concurrency_set(Math.Min(2, Environment.ProcessorCount));
        VipsNative.vips_cache_set_max(32);
        VipsNative.vips_cache_set_max_mem(64 * 1024 * 1024);
        VipsNative.vips_block_untrusted_set(1);
        // Scene templates are our own SVG; what people upload is sniffed first and never reaches this loader.
        VipsNative.vips_operation_block_set("VipsForeignLoadSvg", 0);
    }

    private static nint Load()
    {
        foreach (var candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }
        throw new MediaException("libvips-missing",
            "The picture library libvips was not found. Run npm install in the project's root, or set Media:Libvips to its path.");
    }

    private static IEnumerable<string> Candidates()
    {
        var named = chosenPath ?? Environment.GetEnvironmentVariable("Media__Libvips");
        if (!string.IsNullOrWhiteSpace(named))
        {
            yield return named;
            yield break;
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var packaged = Path.Combine(folder.FullName, "node_modules", "@img", $"sharp-libvips-{Platform()}", "lib");
            if (!Directory.Exists(packaged))
            {
                continue;
            }
            foreach (var file in Directory.EnumerateFiles(packaged, "libvips-cpp*").Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
        yield return OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42";
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        return $"{system}-{machine}";
    }
}
