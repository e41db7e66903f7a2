using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Stores;

/// <summary>Routing outside the wall: which store a shop domain belongs to, and when its backlog is next due.</summary>
public sealed class StoreRoute : IEntityTypeConfiguration<StoreRoute>
{
    public Guid StoreId { get; init; }

    public required string ShopDomain { get; init; }

    public bool Active { get; set; } = true;

    public DateTimeOffset? BacklogDueAt { get; set; }

    public void Configure(EntityTypeBuilder<StoreRoute> builder) => builder.ToTable("store_directory").HasKey(route => route.StoreId);
}
