namespace Commerce.Migrations;

/// <summary>What one run of the migrator did.</summary>
/// <param name="Applied">Names of the scripts applied now, in order.</param>
/// <param name="AlreadyThere">How many scripts had been applied before.</param>
public sealed record MigrationReport(IReadOnlyList<string> Applied, int AlreadyThere);
