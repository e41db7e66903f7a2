using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Signals;

public enum SignalKind
{
    /// <summary>A batch has ended with results to review; a Flow trigger.</summary>
    MediaReady,

    /// <summary>A batch has ended without any result; a Flow trigger.</summary>
    BatchFailed,

    /// <summary>What a product's page has to say of its media changed; metafields.</summary>
    Disclosure,
}

/// <summary>Something the shop is to be told: once for each batch, again for a product whenever its published media change.</summary>
public sealed class Signal : ITenantRow, IEntityTypeConfiguration<Signal>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public SignalKind Kind { get; init; }

    /// <summary>The batch or the product.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>When the change it tells of happened; a later change makes it due again.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public int Attempt { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why it was not sent, or not yet.</summary>
    public string? Message { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public void Configure(EntityTypeBuilder<Signal> builder) => builder.ToTable("signals").HasKey(signal => new { signal.StoreId, signal.Id });
}
