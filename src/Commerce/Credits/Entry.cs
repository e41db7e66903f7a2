using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Credits;

public enum EntryKind
{
    Grant,
    Hold,
    Capture,
    Release,
    Refund,
    Expire,
    Adjust,
}

/// <summary>One line of the append-only ledger.</summary>
public sealed class Entry : ITenantRow, IEntityTypeConfiguration<Entry>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public EntryKind Kind { get; init; }

    public long Amount { get; init; }

    public long AvailableChange { get; init; }

    public long HeldChange { get; init; }

    /// <summary>What this line is for, in a form that can exist once: posting it again changes nothing.</summary>
    public required string BusinessKey { get; init; }

    public Guid? HoldId { get; init; }

    public Guid? BatchId { get; init; }

    public Guid? GenerationId { get; init; }

    public string Note { get; init; } = string.Empty;

    /// <summary>The operator who adjusted; null for what the program did by its own rules.</summary>
    public string? Actor { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public void Configure(EntityTypeBuilder<Entry> builder) => builder.ToTable("entries").HasKey(entry => new { entry.StoreId, entry.Id });
}
