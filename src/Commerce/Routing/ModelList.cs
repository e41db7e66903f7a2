using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>How reading a vendor's list of models went. The operator's data, so outside the wall.</summary>
public sealed class ModelList : IEntityTypeConfiguration<ModelList>
{
    public required string Vendor { get; init; }

    public DateTimeOffset AskedAt { get; set; }

    /// <summary>What stood against it, in words; empty when it was read.</summary>
    public string Failure { get; set; } = string.Empty;

    public void Configure(EntityTypeBuilder<ModelList> builder) => builder.ToTable("model_lists").HasKey(list => list.Vendor);
}
