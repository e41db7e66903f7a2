namespace Commerce.Tenancy;

/// <summary>The stores this unit of work may see. Empty until entered, so that forgetting it shows nothing.</summary>
public sealed class StoreScope
{
    /// <summary>The visible stores; one for a store request or a job, several for an agency.</summary>
    public IReadOnlyList<Guid> Stores { get; private set; } = [];

    /// <summary>The one store of this unit of work.</summary>
    /// <exception cref="InvalidOperationException">None or several are in scope.</exception>
    public Guid StoreId => Stores is [var only]
        ? only
        : throw new InvalidOperationException($"This needs exactly one store in scope; there are {Stores.Count}.");

    /// <summary>Binds the scope once; a scope never moves to another store.</summary>
    public void Enter(Guid storeId)
    {
        if (storeId == Guid.Empty || (Stores.Count > 0 && !Stores.SequenceEqual([storeId])))
        {
            throw new InvalidOperationException("A store scope is entered once, with one store.");
        }

        Stores = [storeId];
    }

    /// <summary>Binds the scope once to several stores, for figures over all of them. Nothing that belongs to one store can be written then.</summary>
    public void EnterAll(IReadOnlyList<Guid> storeIds)
    {
        if (Stores.Count > 0 || storeIds.Contains(Guid.Empty))
        {
            throw new InvalidOperationException("A store scope is entered once.");
        }

        Stores = storeIds;
    }
}
