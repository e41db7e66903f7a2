using Commerce.Library;

namespace Commerce.Publishing;

/// <summary>The approval of an item is bound to bytes: what is uploaded is what was looked at, or nothing is.</summary>
internal static class Approval
{
    /// <exception cref="InvalidDataException">It was withdrawn, or is for other bytes.</exception>
    public static void Demand(PublicationItem item, Asset asset)
    {
        if (asset.ReviewState != ReviewState.Approved)
        {
            throw new InvalidDataException("Its approval was withdrawn before it was published.");
        }

        if (asset.Sha256 != item.Sha256)
        {
            throw new InvalidDataException("Its file is not the one that was approved.");
        }
    }
}
