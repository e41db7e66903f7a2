using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Jobs;

/// <summary>A process that runs lanes, by its last sign of life. Of the installation and no store, so outside the wall.</summary>
public sealed class Worker : IEntityTypeConfiguration<Worker>
{
    public required string Id { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    public int Lanes { get; set; }

    public int Busy { get; set; }

    /// <summary>The stores its lanes worked for at that moment.</summary>
    public Guid[] Stores { get; set; } = [];

    public void Configure(EntityTypeBuilder<Worker> builder) => builder.ToTable("workers").HasKey(worker => worker.Id);
}
