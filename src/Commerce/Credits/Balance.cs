using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Credits;

/// <summary>The sum of a store's entries, kept in the same transaction as each of them.</summary>
public sealed class Balance : ITenantRow, IEntityTypeConfiguration<Balance>
{
    public Guid StoreId { get; init; }

    public long Available { get; init; }

    public long Held { get; init; }

    public void Configure(EntityTypeBuilder<Balance> builder) => builder.ToTable("balances").HasKey(balance => balance.StoreId);
}
