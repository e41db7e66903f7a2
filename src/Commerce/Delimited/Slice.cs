namespace Commerce.Delimited;

/// <summary>Where a field lies.</summary>
/// <param name="Doubled">How many quotation marks in it are written twice.</param>
internal readonly record struct Slice(int Start, int Length, int Doubled);
