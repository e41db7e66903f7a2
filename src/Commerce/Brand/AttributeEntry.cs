namespace Commerce.Brand;

/// <summary>One line of an edited profile. <paramref name="From"/> is the attribute of the edited version it began as; without a value it is taken away.</summary>
public sealed record AttributeEntry(Guid? From, AttributeKind Kind, string? Value, string? Role, bool Locked);

/// <summary>Why one line of an edited profile cannot be kept.</summary>
public sealed record EntryProblem(int Index, string Message);
