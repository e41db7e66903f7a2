using Commerce.Batches;
using Commerce.Jobs;
using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>One claimed row while a worker advances it: what it needs, where it stands, and the way to write it.</summary>
/// <param name="Row">As the table has it, but for what the next write will add.</param>
/// <param name="Write">Returns when the change is committed; throws <see cref="LostLeaseException"/> when the row is not ours any more.</param>
public sealed record RowTurn(Generation Row, Batch Batch, RecipeContent Recipe, OrderedProduct Product, GenerationOrder Order, Workspace Workspace, Func<RowMove, Task> Write)
{
    /// <summary>
    /// How far the row is. Runs ahead of <see cref="Generation.State"/>, which is what the table says, where a worker that
    /// dies would lose nothing: the next one does the same again and gets the same.
    /// </summary>
    public GenerationState State { get; set; } = Row.State;

    /// <summary>Whether a vendor is connected that cuts products out where this machine cannot.</summary>
    public bool CutsElsewhere { get; init; }

    /// <summary>Who makes it, once that was found out.</summary>
    public IGenerationProvider? Provider { get; set; }
}
