using Commerce.Providers;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>By what a store's orders to AI vendors are shared out; balanced where none is stored.</summary>
public sealed class RoutingPolicy : ITenantRow, IEntityTypeConfiguration<RoutingPolicy>
{
    public Guid StoreId { get; init; }

    public RoutingGoal ImageGoal { get; set; }

    public RoutingGoal VideoGoal { get; set; }

    /// <summary>Whether a vendor may cut a product out of its photo where this machine cannot.</summary>
    public bool BuysCutouts { get; set; } = true;

    public required string ChangedBy { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public RoutingGoal GoalOf(GenerationKind kind) => kind is GenerationKind.Video ? VideoGoal : ImageGoal;

    public void Configure(EntityTypeBuilder<RoutingPolicy> builder) => builder.ToTable("routing_policies").HasKey(policy => policy.StoreId);
}
