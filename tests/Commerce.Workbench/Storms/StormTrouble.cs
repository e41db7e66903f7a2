using Commerce.Credits;
using Npgsql;

namespace Commerce.Workbench.Storms;

/// <summary>What goes wrong with one transaction of a storm.</summary>
internal sealed record StormTrouble(bool Strict, bool BreaksOff, bool LosesAnswer)
{
    public static readonly StormTrouble None = new(false, false, false);

    private static readonly string[] Passing =
    [
        PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown,
        PostgresErrorCodes.CannotConnectNow, PostgresErrorCodes.TooManyConnections,
    ];

    public static StormTrouble Draw(Random random) => random.Next(100) switch
    {
        < 4 => None with { Strict = true },
        < 7 => None with { BreaksOff = true },
        < 10 => None with { LosesAnswer = true },
        _ => None,
    };

    /// <summary>Everything was written; nothing of it may stay.</summary>
    public void BeforeCommit() => Throw(BreaksOff);

    /// <summary>Everything is written; whoever asked does not learn of it.</summary>
    public void AfterCommit() => Throw(LosesAnswer);

    /// <summary>The ledger said no, for good.</summary>
    public static bool IsRefusal(Exception error) => error is NotEnoughCreditsException or PostgresException { ConstraintName: "available_never_negative" };

    /// <summary>A fault that may pass: the same transaction may be submitted again.</summary>
    public static bool IsFault(Exception error) => error switch
    {
        InjectedException => true,
        PostgresException refused => Passing.Contains(refused.SqlState),
        NpgsqlException => true,
        // What the driver says of a transaction whose connection was cut between two statements; inlined, it is said from another assembly.
        InvalidOperationException { Source: "Npgsql" } or InvalidOperationException { Message: "Transaction is already completed" } or ObjectDisposedException => true,
        { InnerException: { } inner } => IsFault(inner),
        _ => false,
    };

    private static void Throw(bool happens)
    {
        if (happens)
        {
            throw new InjectedException();
        }
    }

    private sealed class InjectedException : Exception;
}
