using System.Text;

namespace Commerce.Media.Speech;

/// <summary>Cuts a text into sentences to be spoken and phrases to be read.</summary>
internal static class Sentences
{
    private const string Ends = ".!?…。！？";

    /// <summary>A text's sentences, each with its own ending; a dot inside a number or a name ends nothing.</summary>
    internal static List<string> Of(string text)
    {
        var (found, sentence) = (new List<string>(), new StringBuilder());
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            var line = letter is '\n' or '\r';
            sentence.Append(line || char.IsControl(letter) ? ' ' : letter);
            var last = at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || letter > '\u3000';
            if (line || (Ends.Contains(letter) && last))
            {
                Take(found, sentence);
            }
        }
        Take(found, sentence);
        return found;
    }

    /// <summary>A sentence's phrases of at most some letters, as even as its words allow.</summary>
    internal static List<string> Phrases(string sentence, int letters)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Length > letters ? Pieces(word, letters) : [word]).ToList();
        var count = Math.Max(1, (int)Math.Ceiling(sentence.Length / (double)letters));
        var (phrases, even) = (new List<string>(), Math.Min(letters, sentence.Length / count + letters / 6));
        foreach (var word in words)
        {
            if (phrases.Count > 0 && phrases[^1].Length + 1 + word.Length <= even)
            {
                phrases[^1] += " " + word;
                continue;
            }
            phrases.Add(word);
        }
        if (phrases.Count > 1 && phrases[^1].Length + 1 + phrases[^2].Length <= letters + letters / 6)
        {
            phrases[^2] += " " + phrases[^1];
            phrases.RemoveAt(phrases.Count - 1);
        }
        MoveLittleWords(phrases);
        return phrases;
    }

    /// <summary>An article or a preposition goes with what it belongs to, not before the break.</summary>
    private static void MoveLittleWords(List<string> phrases)
    {
        const int Little = 3;
        for (var at = 0; at < phrases.Count - 1; at++)
        {
            for (var turn = 0; turn < 2; turn++)
            {
                var space = phrases[at].LastIndexOf(' ');
                if (space > 0 && phrases[at].Length - space - 1 <= Little && char.IsLetter(phrases[at][^1]))
                {
                    (phrases[at], phrases[at + 1]) = (phrases[at][..space], phrases[at][(space + 1)..] + " " + phrases[at + 1]);
                }
            }
        }
    }

    /// <summary>Scripts without spaces break anywhere.</summary>
    private static IEnumerable<string> Pieces(string word, int letters)
    {
        var count = (word.Length + letters - 1) / letters;
        var length = (word.Length + count - 1) / count;
        return word.Chunk(length).Select(piece => new string(piece));
    }

    private static void Take(List<string> found, StringBuilder sentence)
    {
        var text = sentence.ToString().Trim();
        sentence.Clear();
        if (text.Any(char.IsLetterOrDigit))
        {
            found.Add(text);
        }
    }
}
