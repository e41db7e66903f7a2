namespace Commerce.Batches.Sheets.Reading;

/// <summary>Why a row cannot be used as it stands.</summary>
/// <param name="Code">Stable word for the kind of fault.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record SheetFault(string Code, string Sentence);
