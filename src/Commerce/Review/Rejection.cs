namespace Commerce.Review;

/// <summary>A reason with the reviewer's own words, kept in the log's one column as <c>key</c> or <c>key: note</c>.</summary>
public sealed record Rejection
{
    /// <summary>Longest note in characters.</summary>
    public const int NoteLength = 500;

    private const string Separator = ": ";

    /// <exception cref="ArgumentException">The reason is not one of <see cref="Review.Reason.All"/>.</exception>
    public Rejection(string reasonKey, string? note)
    {
        Reason = Reason.Find(reasonKey) ?? throw new ArgumentException("There is no such reason.", nameof(reasonKey));
        var words = note?.Trim() ?? "";
        Note = words.Length > NoteLength ? words[..NoteLength] : words;
    }

    public Reason Reason { get; }

    /// <summary>Trimmed, cut to <see cref="NoteLength"/>; empty when nothing was added.</summary>
    public string Note { get; }

    public override string ToString() => Note.Length == 0 ? Reason.Key : Reason.Key + Separator + Note;

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static Rejection? Parse(string text)
    {
        var parts = text.Split(Separator, 2);
        return Reason.Find(parts[0]) is { } reason ? new Rejection(reason.Key, parts.ElementAtOrDefault(1)) : null;
    }
}
