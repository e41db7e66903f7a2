namespace Commerce.Flow;

/// <summary>What a workflow asks of us.</summary>
/// <param name="ActionRunId">Flow's name of the run.</param>
/// <param name="Product">The product's number or global id.</param>
/// <param name="Style">Key of the style.</param>
/// <param name="Count">Results of the product.</param>
public sealed record FlowOrder(string ActionRunId, string? Product, string? Style, int Count);
