using Commerce.Data;
using Commerce.Providers;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Library;

public enum ReviewState
{
    Pending,
    Approved,
    Rejected,
}

/// <summary>A delivered file with its lineage.</summary>
public sealed class Asset : ITenantRow, IEntityTypeConfiguration<Asset>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid GenerationId { get; init; }

    public Guid BatchId { get; init; }

    public Guid ProductId { get; init; }

    public Guid SourceImageId { get; init; }

    public GenerationKind Kind { get; init; }

    public required string Style { get; init; }

    public required string ObjectKey { get; init; }

    public required string ThumbnailKey { get; init; }

    public required string Sha256 { get; init; }

    public long Bytes { get; init; }

    public required string MimeType { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public int? DurationMs { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required string Prompt { get; init; }

    public long Seed { get; init; }

    public int? BrandVersion { get; init; }

    /// <summary>How much of the product's own pixels the result kept, 0 to 1.</summary>
    public float? Fidelity { get; init; }

    /// <summary>Kept less of the product than its recipe asks for, or could not be measured: approved by itself only.</summary>
    public bool HeldBack { get; init; }

    /// <summary>A picture of its differences from the product; null where none was drawn.</summary>
    public string? DifferenceKey { get; init; }

    /// <summary>How a video stands to the platforms' rules; null for pictures, and for what was made before this was looked at.</summary>
    public IReadOnlyList<VideoCheck>? Checks { get; init; }

    /// <summary>The words spoken in a video as WebVTT; null when nothing is said.</summary>
    public string? CaptionsKey { get; init; }

    /// <summary>The same words as SubRip, kept beside them.</summary>
    public string? SubRipKey => CaptionsKey is null ? null : Path.ChangeExtension(CaptionsKey, ".srt");

    /// <summary>What a vendor charged for it, in millionths of a US dollar; null where nothing was charged or is known.</summary>
    public long? CostMicros { get; init; }

    public required string DigitalSourceType { get; init; }

    public ReviewState ReviewState { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public void Configure(EntityTypeBuilder<Asset> builder)
    {
        builder.ToTable("assets").HasKey(asset => new { asset.StoreId, asset.Id });
        builder.Property(asset => asset.Checks).HasJson();
    }
}
