using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>A key of a store's own with a vendor. Sealed; nothing shows it again.</summary>
public sealed class ProviderKey : ITenantRow, IEntityTypeConfiguration<ProviderKey>
{
    public Guid StoreId { get; init; }

    public required string Vendor { get; init; }

    public required byte[] Sealed { get; set; }

    /// <summary>The key that sealed it.</summary>
    public required string KeyId { get; set; }

    public required string AddedBy { get; set; }

    public DateTimeOffset AddedAt { get; set; }

    /// <summary>When the vendor was last asked whether it is good.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>What the vendor said against it; empty when nothing.</summary>
    public string Failure { get; set; } = string.Empty;

    public void Configure(EntityTypeBuilder<ProviderKey> builder) => builder.ToTable("provider_keys").HasKey(key => new { key.StoreId, key.Vendor });
}
