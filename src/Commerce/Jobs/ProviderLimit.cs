using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Jobs;

/// <summary>How many rows may stand at a provider at once in the whole cluster, set by the operator.</summary>
public sealed class ProviderLimit : IEntityTypeConfiguration<ProviderLimit>
{
    public required string Provider { get; init; }

    public int Places { get; set; }

    public void Configure(EntityTypeBuilder<ProviderLimit> builder) => builder.ToTable("provider_limits").HasKey(limit => limit.Provider);
}
