using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Stores;

/// <summary>Routing outside the wall: which store a shop domain belongs to, when its backlog is next due, and whether it rests.</summary>
public sealed class StoreRoute : IEntityTypeConfiguration<StoreRoute>
{
    public Guid StoreId { get; init; }

    public required string ShopDomain { get; init; }

    public bool Active { get; set; } = true;

    public DateTimeOffset? BacklogDueAt { get; set; }

    /// <summary>The store's work rests: no lane and no job of it runs.</summary>
    public bool Paused { get; set; }

    /// <summary>When a paused store was last asked to go on.</summary>
    public DateTimeOffset? ResumeTriedAt { get; set; }

    public void Configure(EntityTypeBuilder<StoreRoute> builder) => builder.ToTable("store_directory").HasKey(route => route.StoreId);
}
