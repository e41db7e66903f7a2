using Commerce.Providers;

namespace Commerce.Batches;

/// <summary>What a request would make, cost and allow, before anything is spent.</summary>
/// <param name="Rows">The generations it would make.</param>
/// <param name="LeftOut">Products it cannot serve, with the reason in words.</param>
/// <param name="Credits">Held at the start; also the most it can cost.</param>
/// <param name="Available">The store's free credits now.</param>
/// <param name="Duration">From this installation's measured rates; null before anything was measured.</param>
/// <param name="Unpublishable">Rows whose product has no room left in its gallery.</param>
public sealed record BatchPlan(
    IReadOnlyList<PlannedRow> Rows, IReadOnlyList<LeftOutProduct> LeftOut, long Credits, long Available, TimeSpan? Duration, int Unpublishable)
{
    public bool Affordable => Credits <= Available;
}

public sealed record PlannedRow(
    Guid ProductId, Guid SourceImageId, GenerationKind Kind, string Style, int Width, int Height, int Credits, int Copy);

public sealed record LeftOutProduct(Guid ProductId, string Title, string Reason);
