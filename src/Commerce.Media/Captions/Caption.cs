namespace Commerce.Media.Captions;

/// <summary>Words shown while they are spoken.</summary>
/// <param name="Start">Counted from the beginning of the film.</param>
/// <param name="End">After <paramref name="Start"/>.</param>
/// <param name="Text">One or two lines, without markup.</param>
public sealed record Caption(TimeSpan Start, TimeSpan End, string Text);
