using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Alerts;

/// <summary>Something an operator has to look at, open until whoever found it finds it gone. The operator's data, outside the wall.</summary>
public sealed class Alert : IEntityTypeConfiguration<Alert>
{
    public Guid Id { get; init; }

    /// <summary>One of <see cref="AlertCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Whom it is about: a store's id, a provider's name, a model's.</summary>
    public required string Subject { get; init; }

    /// <summary>How often it was found while open.</summary>
    public int Times { get; init; }

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public void Configure(EntityTypeBuilder<Alert> builder) => builder.ToTable("alerts").HasKey(alert => alert.Id);
}
