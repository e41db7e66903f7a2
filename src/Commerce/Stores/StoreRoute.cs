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

    /// <summary>Number of the last turn a lane took for the store; the store with the lowest has the next one.</summary>
    public long Turn { get; set; }

    /// <summary>How many of its rows may be worked on at once in the whole cluster, set by the operator; null means no limit.</summary>
    public int? Places { get; set; }

    /// <summary>When a paused store was last asked to go on.</summary>
    public DateTimeOffset? ResumeTriedAt { get; set; }

    public void Configure(EntityTypeBuilder<StoreRoute> builder) => builder.ToTable("store_directory").HasKey(route => route.StoreId);
}
