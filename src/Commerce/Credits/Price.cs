using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Credits;

/// <summary>What one delivered result of a model costs. The operator's data, the same for every store.</summary>
public sealed class Price : IEntityTypeConfiguration<Price>
{
    public required string Action { get; init; }

    public required string Model { get; init; }

    public int Credits { get; init; }

    public void Configure(EntityTypeBuilder<Price> builder) => builder.ToTable("prices").HasKey(price => new { price.Action, price.Model });
}
