using Commerce.Catalogue.Loads;
using Commerce.Stores;

namespace Commerce.Web.Pages.Catalogue;

/// <summary>Where a sync stands, for the region that follows it.</summary>
/// <param name="Empty">The list shows no product yet.</param>
/// <param name="Ended">It ended before the reader's eyes, so the list may be behind.</param>
/// <param name="Load">The export being read, or null while none is.</param>
public sealed record SyncView(Store Store, bool Empty, CatalogueLoad? Load = null, bool Ended = false)
{
    public bool Active => Store.SyncState is SyncState.Queued or SyncState.Running;
}
