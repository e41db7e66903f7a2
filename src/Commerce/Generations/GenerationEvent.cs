using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Generations;

/// <summary>One transition in a row's history.</summary>
public sealed class GenerationEvent : ITenantRow, IEntityTypeConfiguration<GenerationEvent>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid GenerationId { get; init; }

    public GenerationState FromState { get; init; }

    public GenerationState ToState { get; init; }

    public string Detail { get; init; } = string.Empty;

    public DateTimeOffset At { get; init; }

    public void Configure(EntityTypeBuilder<GenerationEvent> builder) =>
        builder.ToTable("generation_events").HasKey(row => new { row.StoreId, row.Id });
}
