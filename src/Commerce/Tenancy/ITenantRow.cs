namespace Commerce.Tenancy;

/// <summary>A row that belongs to one store.</summary>
public interface ITenantRow
{
    Guid StoreId { get; }
}
