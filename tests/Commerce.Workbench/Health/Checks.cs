using System.Globalization;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench.Health;

/// <summary>Looks at every part that a run needs, without changing or starting any of them.</summary>
internal sealed class Checks(Checkout checkout)
{
    private const string Setup = "Run ./studio setup.";

    public IEnumerable<Check> All() =>
    [
        Check.Good(".NET", $"{Environment.Version} on {System.Runtime.InteropServices.RuntimeInformation.OSDescription}"),
        Node(), Program("ffmpeg", "video", "ffmpeg", "-version"), Program("espeak-ng", "speech", "espeak-ng", "--version"),
        Fonts("Inter font", "Inter*", "Texts in pictures fall back to another font.", "fonts-inter"),
        Fonts("Noto fonts", "NotoSansArabic*", "Arabic and Hebrew words in pictures may miss letters.", "fonts-noto-core"),
        Fonts("Noto CJK fonts", "NotoSansCJK*", "Chinese, Japanese and Korean words in pictures may miss letters.", "fonts-noto-cjk"),
        Libvips(), FrontEnd(), App(), Sandbox(), Browser(), Postgres(), Data(), Disk(), Run(), .. Ports(),
    ];

    private Check Node()
    {
        var version = ShortCommand.Run(Tools.Node(checkout), "--version");
        var recent = version.Succeeded && int.Parse(version.Output.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture) >= 20;
        return recent ? Check.Good("Node.js", version.Output) : Check.Bad("Node.js", version.Succeeded ? version.Output : "missing", $"Version 20 or newer is needed. {Setup}");
    }

    private static Check Program(string part, string purpose, string program, string argument)
    {
        var found = ShortCommand.Run(program, argument);
        return found.Succeeded
            ? Check.Good(part, found.Output.Split('\n')[0])
            : Check.Bad(part, "missing", $"Without it there is no {purpose}. Install it: apt-get install {program}");
    }

    private static Check Fonts(string part, string files, string effect, string package)
    {
        string[] folders = ["/usr/share/fonts", "/usr/local/share/fonts"];
        var found = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, files, SearchOption.AllDirectories)).FirstOrDefault();
        return found is not null || OperatingSystem.IsMacOS()
            ? Check.Good(part, found ?? "not looked for on macOS")
            : Check.Bad(part, "missing", $"{effect} Install it: apt-get install {package}");
    }

    private Check Libvips() => Tools.Libvips(checkout) is { } library
        ? Check.Good("libvips", library)
        : Check.Bad("libvips", "not in node_modules", $"{Setup} Debian's libvips42 is used when it is installed.");

    private Check FrontEnd() => Directory.Exists(Path.Combine(checkout.Web, "wwwroot", "build"))
        ? Check.Good("Front end", "bundled")
        : Check.Bad("Front end", "not bundled", Setup);

    private Check App() => File.Exists(AppOptions.Program(checkout))
        ? Check.Good("App", AppOptions.Program(checkout))
        : Check.Bad("App", "not built", Setup);

    private Check Sandbox() => Directory.Exists(Path.Combine(checkout.NodeModules, "graphql"))
        ? Check.Good("Sandbox", "its parts are installed")
        : Check.Bad("Sandbox", "its parts are missing", Setup);

    private static Check Browser()
    {
        string[] names = [Environment.GetEnvironmentVariable("COMMERCE_CHROMIUM") ?? "chromium", "google-chrome", "chromium-browser"];
        var found = names.Select(name => ShortCommand.Run(name, "--version")).FirstOrDefault(result => result.Succeeded);
        return found is not null
            ? Check.Good("Chromium", found.Output)
            : Check.Bad("Chromium", "missing", "Only the browser tests need it. Install it: apt-get install chromium, or set COMMERCE_CHROMIUM.");
    }

    private Check Postgres()
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__Commerce") is { Length: > 0 })
        {
            return Check.Good("PostgreSQL", "ConnectionStrings__Commerce is set, so no private server is started");
        }
        try
        {
            var account = UnprivilegedAccount.Current;
            var installed = PostgresBinaries.Installed(checkout);
            var version = ShortCommand.Run(installed.Postgres, "--version").Output;
            if (account is null)
            {
                return Check.Good("PostgreSQL", $"{version}, runs as you, from {installed.Folder}");
            }
            return installed.ReachableBy(account)
                ? Check.Good("PostgreSQL", $"{version}, runs as user {account.UserId} because it refuses to run as root, from {installed.Folder}")
                : Check.Good("PostgreSQL", $"{version}, runs as user {account.UserId} from a copy in {PostgresBinaries.StateFolder(checkout)}, because that user cannot enter this folder");
        }
        catch (ProblemException missing)
        {
            return Check.Bad("PostgreSQL", "missing", missing.Message);
        }
    }

    private Check Data() => Check.Good("Database folder", PostgresOptions.KeptFolder(checkout));

    private Check Disk()
    {
        var free = new DriveInfo(checkout.Root).AvailableFreeSpace / 1073741824.0;
        var finding = string.Create(CultureInfo.InvariantCulture, $"{free:0.0} GB free");
        return free >= 2 ? Check.Good("Disk", finding) : Check.Bad("Disk", finding, "Pictures and videos need room: free at least 2 GB.");
    }

    private Check Run()
    {
        using var free = RunLock.TryProbe(checkout);
        return free is not null
            ? Check.Good("Run", "nothing runs from this folder")
            : Check.Good("Run", RunLock.Holder(checkout) is { } running ? $"runs as process {running.ProcessId}: {running.Url}" : "is starting");
    }

    private static IEnumerable<Check> Ports() => RunningParts.WantedPorts.Select(port =>
        Check.Good($"Port {port}", FreePort.IsFree(port) ? "free" : "in use; another port is chosen when it is taken by something else"));
}
