using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Flow;

public enum FlowRunState
{
    /// <summary>The product is not ready for us yet; Flow comes again.</summary>
    Waiting,

    /// <summary>Its batch was started.</summary>
    Done,

    /// <summary>It can never be done; the message says why.</summary>
    Refused,
}

/// <summary>One run of our action in a workflow of Shopify Flow.</summary>
public sealed class FlowRun : ITenantRow, IEntityTypeConfiguration<FlowRun>
{
    public const int LongestActionRunId = 200;

    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    /// <summary>Flow's own name of the run; it repeats it whenever it sends the run again.</summary>
    public required string ActionRunId { get; init; }

    public FlowRunState State { get; set; }

    public Guid? BatchId { get; set; }

    public string? Message { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public void Configure(EntityTypeBuilder<FlowRun> builder) => builder.ToTable("flow_runs").HasKey(run => new { run.StoreId, run.Id });
}
