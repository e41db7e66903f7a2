namespace Commerce.Generations;

/// <summary>The database does not take what a row holds. It would not take it the next time either.</summary>
public sealed class RefusedRowException(Exception inner) : Exception("The row's content was refused by the database.", inner);
