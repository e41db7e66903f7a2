namespace Commerce.Media.Speech;

/// <summary>A sentence and how it sounds.</summary>
internal sealed record SpokenLine(string Text, Voice Voice);
