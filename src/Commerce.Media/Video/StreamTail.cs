using System.Text;
using System.Text.RegularExpressions;

namespace Commerce.Media.Video;

/// <summary>Keeps the end of what a program complains about, without the paths it names.</summary>
internal static partial class StreamTail
{
    private const int Kept = 2000;

    internal static async Task<string> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var tail = new StringBuilder();
        var buffer = new byte[4096];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            tail.Append(Encoding.UTF8.GetString(buffer, 0, read));
            if (tail.Length > Kept * 4)
            {
                tail.Remove(0, tail.Length - Kept);
            }
        }
        return WithoutPaths(tail.Length > Kept ? tail.ToString(tail.Length - Kept, Kept) : tail.ToString());
    }

    internal static string WithoutPaths(string text) => Paths().Replace(text, "(file)").Trim();

    [GeneratedRegex("""(?:file:)?(?<![\w])(?:/[^\s/:'"]+)+/?""")]
    private static partial Regex Paths();
}
