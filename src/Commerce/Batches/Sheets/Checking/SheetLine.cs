using Commerce.Batches.Sheets.Reading;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>One line as it stands in the sheet, in memory of its own.</summary>
/// <param name="Line">Its first physical line.</param>
/// <param name="Cells">As many as there are headings; none when the row only continues the one above.</param>
/// <param name="Fault">What refuses it.</param>
/// <param name="Continues">Whether it only continues the row above.</param>
internal readonly record struct SheetLine(int Line, string[] Cells, SheetFault? Fault, bool Continues);
