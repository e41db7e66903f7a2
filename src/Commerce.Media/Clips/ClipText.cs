namespace Commerce.Media.Clips;

/// <summary>Words laid over a clip. They are drawn as a picture and never stand in any command.</summary>
/// <param name="Text">What to write, in any script; lines are broken where needed.</param>
/// <param name="Place">Where.</param>
/// <param name="From">From when on, in the cut clip.</param>
/// <param name="To">Until when, or null until the clip's end.</param>
public sealed record ClipText(string Text, TextPlace Place, TimeSpan From, TimeSpan? To = null);
