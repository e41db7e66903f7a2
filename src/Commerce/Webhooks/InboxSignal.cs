using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Webhooks;

/// <summary>Routing outside the wall: this store's inbox needs a look.</summary>
public sealed class InboxSignal : IEntityTypeConfiguration<InboxSignal>
{
    public Guid Id { get; init; }

    public Guid StoreId { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public void Configure(EntityTypeBuilder<InboxSignal> builder) => builder.ToTable("webhook_signals").HasKey(signal => signal.Id);
}
