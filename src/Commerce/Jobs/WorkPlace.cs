using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Jobs;

/// <summary>A row that stands in a limited place until it ends, or until whoever took the place shows no sign of life.</summary>
public sealed class WorkPlace : IEntityTypeConfiguration<WorkPlace>
{
    public Guid GenerationId { get; init; }

    public Guid StoreId { get; init; }

    public required string Provider { get; init; }

    public DateTimeOffset Until { get; set; }

    public void Configure(EntityTypeBuilder<WorkPlace> builder) => builder.ToTable("work_places").HasKey(place => place.GenerationId);
}
