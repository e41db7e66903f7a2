namespace Commerce.Delimited;

/// <summary>Where a field lies in its row.</summary>
/// <param name="Start">Its first character, counted from the row's first.</param>
/// <param name="Quoted">It may hold line ends.</param>
/// <param name="Doubled">It holds quotation marks written twice.</param>
internal readonly record struct Slice(int Start, int Length, bool Quoted, bool Doubled);
