using Commerce.Media.Captions;

namespace Commerce.Media.Speech;

/// <summary>Sentences with the time each takes to say.</summary>
/// <param name="Lines">In order.</param>
internal sealed record Narration(IReadOnlyList<SpokenLine> Lines)
{
    private const int Natural = 158;
    private const int Fastest = 185;

    internal float Seconds(float pause) => Lines.Sum(line => line.Voice.Seconds + pause);

    /// <summary>Speaks the sentences, faster when they would not fit otherwise; what still does not fit is refused.</summary>
    /// <param name="sentences">What to say.</param>
    /// <param name="own">Whether the owner wrote it: then nothing may be left out.</param>
    /// <param name="pause">Seconds between two sentences.</param>
    /// <param name="most">Seconds there are.</param>
    /// <exception cref="MediaException"><c>script-too-long</c>, and as <see cref="SpeechTool"/>.</exception>
    internal static async Task<Narration> SpeakAsync(IReadOnlyList<string> sentences, bool own, string language, float pause, float most, CancellationToken cancellation)
    {
        var tool = SpeechTool.Find();
        foreach (var pace in (int[])[Natural, Fastest])
        {
            var said = await SayAsync(tool, sentences, language, pace, cancellation);
            if (said.Seconds(pause) <= most)
            {
                return said;
            }
            if (!own)
            {
                return said.Shortened(pause, most);
            }
        }
        throw new MediaException("script-too-long", $"The script takes longer than {most:0} seconds to say. Shorten it and try again.");
    }

    /// <summary>When each phrase is heard, from when each sentence begins.</summary>
    internal List<Caption> Captions(IReadOnlyList<float> starts, int letters)
    {
        var captions = new List<Caption>();
        for (var line = 0; line < Lines.Count; line++)
        {
            var phrases = Sentences.Phrases(Lines[line].Text, letters);
            var (at, whole) = (starts[line], (float)phrases.Sum(phrase => phrase.Length + 2));
            foreach (var phrase in phrases)
            {
                var length = Lines[line].Voice.Seconds * (phrase.Length + 2) / whole;
                captions.Add(new Caption(TimeSpan.FromMilliseconds(Math.Round(at * 1000)), TimeSpan.FromMilliseconds(Math.Round((at + length) * 1000)), phrase));
                at += length;
            }
        }
        return captions;
    }

    /// <summary>Facts that do not fit are left out whole, the last first.</summary>
    private Narration Shortened(float pause, float most)
    {
        var kept = new List<SpokenLine>();
        foreach (var line in Lines)
        {
            if (kept.Count > 0 && kept.Sum(other => other.Voice.Seconds + pause) + line.Voice.Seconds + pause > most)
            {
                break;
            }
            kept.Add(line);
        }
        return new Narration(kept);
    }

    private static async Task<Narration> SayAsync(SpeechTool tool, IReadOnlyList<string> sentences, string language, int pace, CancellationToken cancellation)
    {
        var lines = new List<SpokenLine>();
        foreach (var sentence in sentences)
        {
            lines.Add(new SpokenLine(sentence, await tool.SayAsync(sentence, language, pace, cancellation)));
        }
        return new Narration(lines);
    }
}
