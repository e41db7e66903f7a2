namespace Commerce.Delimited;

/// <summary>A file as a whole cannot be read; the message is a sentence for the person who gave it.</summary>
public sealed class UnreadableFileException(string code, string sentence) : Exception(sentence)
{
    /// <summary>Stable word for the reason.</summary>
    public string Code { get; } = code;
}
