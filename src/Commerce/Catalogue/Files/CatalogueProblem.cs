namespace Commerce.Catalogue.Files;

/// <summary>Something in a catalogue file that was left out or read with doubt, while the rest of the file went on.</summary>
/// <param name="Line">Physical line, counted from 1 as editors do.</param>
/// <param name="Column">Heading of the column as the file writes it, when one cell is meant.</param>
/// <param name="Code">Stable word for the kind of problem, such as <c>image_missing</c>.</param>
/// <param name="Sentence">What happened and what to do, for a person.</param>
/// <param name="Handle">The product it belongs to, when known.</param>
public sealed record CatalogueProblem(int Line, string? Column, string Code, string Sentence, string? Handle = null);
