using System.Text;
using System.Text.RegularExpressions;
using Commerce.Media.Video;

namespace Commerce.Media.Speech;

/// <summary>Speaks with espeak-ng, run as confined as the video programs are: no shell, a clean environment, limits.</summary>
/// <param name="Program">Absolute path of espeak-ng.</param>
internal sealed partial record SpeechTool(string Program)
{
    private const int MostLetters = 1200;
    private static readonly FfmpegLimits Limits = new(TimeSpan.FromSeconds(30), 20, 1L << 30, 16 << 20);

    /// <summary>Finds the program on the search path.</summary>
    /// <exception cref="MediaException">Code <c>speech-missing</c>.</exception>
    internal static SpeechTool Find() => FfmpegTools.OnSearchPath("espeak-ng") is { } program
        ? new SpeechTool(program)
        : throw new MediaException("speech-missing", "Voice-overs need the program espeak-ng, which was not found on this machine. Install the package espeak-ng.");

    /// <summary>One sentence.</summary>
    /// <param name="language">BCP 47.</param>
    /// <param name="pace">Words a minute.</param>
    /// <exception cref="MediaException"><c>speech-language-unknown</c>, <c>speech-failed</c>.</exception>
    internal async Task<Voice> SayAsync(string sentence, string language, int pace, CancellationToken cancellation)
    {
        if (!Tags().IsMatch(language))
        {
            throw Unknown(language, null);
        }
        var words = Encoding.UTF8.GetBytes(Plain(sentence) + "\n");
        var tags = new[] { Spoken(language), language.Split('-')[0].ToLowerInvariant() }.Distinct().ToArray();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return Voice.FromWave(await FfmpegProcess.RunAsync(Program, ["-v", tags[attempt], "-b", "1", "-s", $"{pace}", "-g", "1", "-z", "--stdin", "--stdout"], Limits,
                    (stream, token) => stream.WriteAsync(words, token).AsTask(), cancellation));
            }
            catch (MediaException error) when (error.Code == "ffmpeg-failed" && error.InnerException?.Message.Contains("voice does not exist", StringComparison.Ordinal) == true)
            {
                if (attempt == tags.Length - 1)
                {
                    throw Unknown(language, error);
                }
            }
            catch (MediaException error) when (error.Code.StartsWith("ffmpeg-", StringComparison.Ordinal))
            {
                throw new MediaException("speech-failed", "The speech program could not finish its work.", error);
            }
        }
    }

    private static MediaException Unknown(string language, Exception? inner) =>
        new("speech-language-unknown", $"There is no voice for the language \"{language}\".", inner);

    private static string Spoken(string language) => language.ToLowerInvariant() switch
    {
        "en" or "en-us" => "en-us",
        "zh" or "zh-cn" or "zh-hans" => "cmn",
        var other => other,
    };

    /// <summary>Letters only: what looks like a control sequence to the program is read as words.</summary>
    private static string Plain(string text) => new([.. text.Select(letter => char.IsControl(letter) || letter is '[' or ']' ? ' ' : letter).Take(MostLetters)]);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")]
    private static partial Regex Tags();
}
