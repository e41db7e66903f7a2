using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Credits;

/// <summary>A balance that fell below its threshold: one row for each time it did.</summary>
public sealed class BalanceWarning : ITenantRow, IEntityTypeConfiguration<BalanceWarning>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public long Available { get; init; }

    public long Threshold { get; init; }

    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When the balance was above the threshold again.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>When somebody of the shop had read it and put it away.</summary>
    public DateTimeOffset? HiddenAt { get; init; }

    public void Configure(EntityTypeBuilder<BalanceWarning> builder) => builder.ToTable("balance_warnings").HasKey(row => new { row.StoreId, row.Id });
}
