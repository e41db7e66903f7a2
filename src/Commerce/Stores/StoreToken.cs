using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Stores;

/// <summary>A shop's offline access, encrypted at rest with the key named by <see cref="KeyId"/>.</summary>
public sealed class StoreToken : ITenantRow, IEntityTypeConfiguration<StoreToken>
{
    public Guid StoreId { get; init; }

    public string Kind { get; init; } = "offline";

    public required string KeyId { get; set; }

    public required byte[] AccessToken { get; set; }

    public DateTimeOffset? AccessExpiresAt { get; set; }

    public byte[]? RefreshToken { get; set; }

    public DateTimeOffset? RefreshExpiresAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public void Configure(EntityTypeBuilder<StoreToken> builder) =>
        builder.ToTable("store_tokens").HasKey(token => new { token.StoreId, token.Kind });
}
