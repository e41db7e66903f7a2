using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Credits;

/// <summary>Credits a batch has reserved; each row takes its part by capture or gives it back by release.</summary>
public sealed class Hold : ITenantRow, IEntityTypeConfiguration<Hold>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid BatchId { get; init; }

    public long Amount { get; init; }

    public long Captured { get; init; }

    public long Released { get; init; }

    /// <summary>The most the batch may ever cost, as its owner agreed to; null when nobody was asked.</summary>
    public long? Cap { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public void Configure(EntityTypeBuilder<Hold> builder) => builder.ToTable("holds").HasKey(hold => new { hold.StoreId, hold.Id });
}
